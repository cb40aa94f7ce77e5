import { readArguments } from "#app/cli/arguments";
import { comparisonDocument } from "#app/cli/compare-html";
import { comparisonMarkdown, comparisonText, type ComparedFiles } from "#app/cli/compare-text";
import { readInputFile } from "#app/cli/input-file";
import { print } from "#app/cli/print";
import { UsageError } from "#app/cli/usage";
import { readExactText } from "#app/domain/publication/files/source";
import { compareOutlines } from "#app/domain/text/comparison";
import { readOutline } from "#app/domain/text/outline";
import { toPatch } from "#app/domain/text/patch";
import { toRedline } from "#app/domain/text/set-redline";

/**
 * `concordat compare OLD NEW [--format text|md|html|json]`: what changed from one text to another. Throws UsageError and
 * refusals.
 */
export async function runCompare(args: string[], folder: string): Promise<number> {
  const { files, format } = readOrder(args);
  const [old, fresh] = [await readFile(files[0], folder), await readFile(files[1], folder)];
  await print(writeComparison({ old, fresh }, format));
  return 0;
}

async function readFile(name: string, folder: string): Promise<GivenText> {
  return { name, text: readExactText(await readInputFile(name, folder), name) };
}

const FORMATS = ["text", "md", "html", "json"] as const;
export type ComparisonFormat = (typeof FORMATS)[number];

type Order = { files: [old: string, fresh: string]; format: ComparisonFormat };

function readOrder(args: string[]): Order {
  const { values, positionals } = readArguments(args, { format: { type: "string", default: "text" } });
  const [old, fresh, ...others] = positionals;
  if (old === undefined || fresh === undefined || others.length > 0) throw new UsageError("compare takes two files, OLD and NEW");
  const format = FORMATS.find((each) => each === values.format);
  if (!format) throw new UsageError(`unknown format: ${values.format} (${FORMATS.join(", ")})`);
  return { files: [old, fresh], format };
}

type GivenText = { name: string; text: string };

/** A comparison as text, markdown, an HTML document, or a patch as JSON with byte offsets into the old file as it is. */
export function writeComparison({ old, fresh }: { old: GivenText; fresh: GivenText }, format: ComparisonFormat): string {
  const [before, after] = [readOutline(old.text), readOutline(fresh.text)];
  const comparison = compareOutlines(before, after);
  if (format === "json") return `${JSON.stringify(toPatch(comparison), null, 2)}\n`;
  const redline = toRedline(comparison, { old: { outline: before, flags: new Map() }, new: { outline: after, flags: new Map() } });
  return WRITERS[format]({ old: old.name, fresh: fresh.name, redline, sample: fresh.text });
}

const WRITERS: Record<Exclude<ComparisonFormat, "json">, (files: ComparedFiles) => string> = {
  text: comparisonText,
  md: comparisonMarkdown,
  html: comparisonDocument,
};

import { readArguments } from "#app/cli/arguments";
import { comparisonDocument } from "#app/cli/compare-html";
import { comparisonMarkdown, comparisonText, type ComparedFiles } from "#app/cli/compare-text";
import { readInputFile } from "#app/cli/input-file";
import { print } from "#app/cli/print";
import { UsageError } from "#app/cli/usage";
import { readExactText } from "#app/domain/publication/source";
import { compareOutlines } from "#app/domain/text/comparison";
import { readOutline } from "#app/domain/text/outline";
import { toPatch } from "#app/domain/text/patch";
import { toRedline } from "#app/domain/text/set-redline";

/**
 * `concordat compare OLD NEW [--format html|md|json]`: what changed from one text to another. JSON is a patch with byte
 * offsets into OLD as it is. Throws UsageError and refusals.
 */
export async function runCompare(args: string[], folder: string): Promise<number> {
  const { old, fresh, write } = readOrder(args);
  const [before, after] = [await readInputFile(old, folder), await readInputFile(fresh, folder)];
  await print(write({ old, fresh, texts: [readExactText(before, old), readExactText(after, fresh)] }));
  return 0;
}

type Order = { old: string; fresh: string; write: (given: Given) => string };
type Given = { old: string; fresh: string; texts: [old: string, fresh: string] };

const FORMATS = new Map<string, (given: Given) => string>([
  ["text", (given) => comparisonText(compareGiven(given))],
  ["md", (given) => comparisonMarkdown(compareGiven(given))],
  ["html", (given) => comparisonDocument(compareGiven(given))],
  ["json", ({ texts: [old, fresh] }) => `${JSON.stringify(toPatch(compareOutlines(readOutline(old), readOutline(fresh))), null, 2)}\n`],
]);

function readOrder(args: string[]): Order {
  const { values, positionals } = readArguments(args, { format: { type: "string", default: "text" } });
  const [old, fresh, ...others] = positionals;
  if (old === undefined || fresh === undefined || others.length > 0) throw new UsageError("compare takes two files, OLD and NEW");
  const write = FORMATS.get(values.format);
  if (!write) throw new UsageError(`unknown format: ${values.format}`);
  return { old, fresh, write };
}

function compareGiven({ old, fresh, texts }: Given): ComparedFiles {
  const [before, after] = texts.map((text) => readOutline(text));
  if (!before || !after) throw new Error("two texts were given");
  const unflagged = new Map();
  const redline = toRedline(compareOutlines(before, after), { old: { outline: before, flags: unflagged }, new: { outline: after, flags: unflagged } });
  return { old, fresh, redline, sample: texts[1] };
}

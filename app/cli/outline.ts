import { oneFile, readArguments } from "#app/cli/arguments";
import { readInputFile } from "#app/cli/input-file";
import { print } from "#app/cli/print";
import { UsageError } from "#app/cli/usage";
import { readExactText } from "#app/domain/publication/files/source";
import { readOutline, type Clause, type Outline } from "#app/domain/text/outline";

/** `concordat outline FILE [--json | --source]`: prints how a text is understood. Throws UsageError and refusals. */
export async function runOutline(args: string[], folder: string): Promise<number> {
  const { file, as } = readOrder(args);
  const outline = readOutline(readExactText(await readInputFile(file, folder), file));
  await print(PRINTED[as](outline));
  return 0;
}

type Printing = "text" | "json" | "source";

const PRINTED: Record<Printing, (outline: Outline) => string> = {
  text: outlineText,
  json: (outline) => `${JSON.stringify(outlineJson(outline), null, 2)}\n`,
  source: ({ clauses }) => clauses.map(({ source }) => source).join(""),
};

function readOrder(args: string[]): { file: string; as: Printing } {
  const { values, positionals } = readArguments(args, { json: { type: "boolean" }, source: { type: "boolean" } });
  const file = oneFile("outline", positionals);
  if (values.json && values.source) throw new UsageError("--json and --source exclude each other");
  if (values.json) return { file, as: "json" };
  return { file, as: values.source ? "source" : "text" };
}

/** An outline for programs; start and end are byte offsets into the file as it is. */
export function outlineJson({ title, topLevel, byLevel, numbered, clauses, doubts }: Outline) {
  const spans = clauses.map(({ id, level, number, heading, start, end }) => ({ id, level, number, heading, start, end }));
  return { title, topLevel, byLevel, numbered, clauses: spans, doubts };
}

/** An outline for people: title, date, preamble, counts, number and heading of every article, and what is in doubt. */
export function outlineText({ title, dateLine, topLevel, byLevel, numbered, clauses, doubts, confidence }: Outline): string {
  const articles = clauses.filter(({ level }) => level === 1);
  return [
    `Title:     ${title ?? "none found"}`,
    ...(dateLine === null ? [] : [`Date:      ${dateLine}`]),
    `Preamble:  ${preambleText(clauses)}`,
    `Articles:  ${topLevel}`,
    `Numbered:  ${numbered}${byLevel.length > 0 ? ` (by level: ${byLevel.join(" + ")})` : ""}`,
    "",
    ...articles.map((article) => `  ${articleText(article)}`),
    "",
    `Confidence: ${Math.floor(confidence * 100)} of 100`,
    doubts.length === 0 ? "Everything found its place." : `Doubts: ${doubts.length}`,
    ...doubts.map(({ line, code, text }) => `  line ${line}: ${DOUBTS[code] ?? code}: ${text}`),
    "",
  ].join("\n");
}

function preambleText(clauses: readonly Clause[]): string {
  const paragraphs = clauses.filter(({ role }) => role === "preamble");
  const keywords = paragraphs.flatMap(({ heading }) => (heading === null ? [] : [`【${heading}】`]));
  return [`${paragraphs.length} paragraphs`, ...(keywords.length > 0 ? [`with ${keywords.join(" ")}`] : [])].join(" ");
}

/** An article without a heading is named by its first words. */
function articleText({ number, heading, body }: Clause): string {
  return [number, heading ?? body.slice(0, 60).replace(/\s+/g, " ")].filter((part) => part !== null && part !== "").join(" ");
}

const DOUBTS: Readonly<Record<string, string>> = {
  "number-unplaced": "begins with a number that fits nowhere; left in the clause before it",
  "number-in-preamble": "a number before the first heading; left in the preamble",
  "number-gap": "a number is missing before this one",
  "number-repeat": "this number comes again, or its run starts again",
  "number-starts-late": "the first of its run is not number one",
  "second-agreement": "another agreement seems to begin here",
  "emphasis-absent": "emphasis is promised here, but nothing is emphasised",
  "code-unclosed": "a block of code begins here and never ends",
};

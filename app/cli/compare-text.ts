import { markLines } from "#app/domain/text/mark-lines";
import { isFold, changesOf, newContexts, type Redline, type RedlineChange, type RedlineClause } from "#app/domain/text/redline";
import type { Mark } from "#app/domain/text/words";
import { compareMessages, describeCounts, describeFold, nameOfClause, tellChange } from "#app/messages/compare";

/** Two files set against each other. */
export type ComparedFiles = { old: string; fresh: string; redline: Redline; sample: string };

/** How a redline is written: headings, marks, and what must not be mistaken for either. */
type Manner = {
  title(old: string, fresh: string): string;
  article(words: string): string;
  clause(words: string): string;
  note(words: string): string;
  line(marks: readonly Mark[]): string;
};

/** For a terminal: `[-removed-]{+inserted+}`, long runs of kept words shortened. */
export function comparisonText(files: ComparedFiles): string {
  return write(files, {
    title: (old, fresh) => `${printable(old)} → ${printable(fresh)}`,
    article: (words) => printable(words),
    clause: (words) => `  ${printable(words)}`,
    note: (words) => `  ${printable(words)}`,
    line: (marks) => `    ${marks.map((mark, index) => terminalMark(mark, { isFirst: index === 0, isLast: index === marks.length - 1 })).join("")}`,
  });
}

/** For pages and comments: `<del>` and `<ins>` show everywhere, where `~~` and `**` fail beside Chinese punctuation. */
export function comparisonMarkdown(files: ComparedFiles): string {
  return write(files, {
    title: (old, fresh) => `# ${plainMarkdown(old)} → ${plainMarkdown(fresh)}`,
    article: (words) => `\n## ${plainMarkdown(words)}`,
    clause: (words) => `\n### ${plainMarkdown(words)}`,
    note: (words) => `\n*${plainMarkdown(words)}*`,
    line: (marks) => `\n${withoutListMarker(marks.map(markdownMark).join(""))}`,
  });
}

function write({ old, fresh, redline }: ComparedFiles, manner: Manner): string {
  const changes = changesOf(redline);
  const contexts = newContexts(changes);
  const parts = redline.parts.map((part) => {
    if (isFold(part)) return ["", manner.note(describeFold(part, "en"))];
    const around = contexts[changes.indexOf(part)] ?? [];
    return ["", ...around.map((clause) => writeContext(clause, manner)), ...writeChange(part, manner)];
  });
  const lines = [manner.title(old, fresh), "", manner.note(describeCounts(redline.counts, "en")), ...parts.flat()];
  return `${lines.join("\n").replace(/\n{3,}/g, "\n\n")}\n`;
}

function writeContext({ level, number, name }: RedlineClause, manner: Manner): string {
  const words = [number, name].filter((part) => part !== null && part !== "").join(" ");
  return level === 1 ? manner.article(words) : manner.clause(words);
}

function writeChange(change: RedlineChange, manner: Manner): string[] {
  const clauses = change.new.length > 0 ? change.new : change.old;
  const name = clauses.map((clause) => nameOfClause(clause, "en")).join(" + ");
  return [
    manner.clause(`${name}: ${tellChange(change, "en").join("; ")}`),
    ...(change.isAsWritten ? [manner.note(compareMessages.en.asWritten)] : []),
    ...[change.heading, change.words].flatMap((marks) => markLines(marks, "both")).map((line) => manner.line(line)),
  ];
}

/** Kept words at most so long are shown whole; of longer ones the beginning and the end. */
const LONGEST_KEPT = 120;
const SHOWN_KEPT = 40;

function terminalMark({ op, text }: Mark, { isFirst, isLast }: { isFirst: boolean; isLast: boolean }): string {
  const words = printable(text);
  if (op === "insert") return `{+${words}+}`;
  if (op === "remove") return `[-${words}-]`;
  if (words.length <= LONGEST_KEPT) return words;
  const begin = isFirst && !isLast ? "" : words.slice(0, SHOWN_KEPT);
  const end = isLast ? "" : words.slice(-SHOWN_KEPT);
  return `${begin}…${end}`;
}

/** Text that cannot steer a terminal: control and format characters, but for the tab, by their code points. */
function printable(text: string): string {
  return text.replace(/[^\t\P{C}]/gu, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`);
}

function markdownMark({ op, text }: Mark): string {
  const words = plainMarkdown(text);
  if (op === "keep") return words;
  return op === "insert" ? `<ins>${words}</ins>` : `<del>${words}</del>`;
}

/** Text as it stands in markdown, none of it taken for markup. */
function plainMarkdown(text: string): string {
  return text
    .replace(/[&<>]/g, (mark) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;" })[mark] ?? mark)
    .replace(/[\\`*_[\]#|~]/g, "\\$&");
}

/** A line that begins no list. */
function withoutListMarker(line: string): string {
  return line.replace(/^(\s*)([-+])/, "$1\\$2").replace(/^(\s*\d+)([.)])/, "$1\\$2");
}

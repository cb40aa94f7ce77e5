import { keywordApart } from "#app/domain/text/clause-words";
import { withoutMarkup } from "#app/domain/text/headline";
import { readOutline, type Clause } from "#app/domain/text/outline";

/** A clause as it shall read, written in the manner of one that stands in the text. */
export type WantedClause = Pick<Clause, "id" | "role" | "level" | "number" | "heading" | "body"> & {
  /** Itself as it was, or, for an added one, a clause of the same level; null where the text has none. */
  like: Clause | null;
  /** Whether it stands elsewhere than `like` did, so that the blank lines around it must be looked after. */
  isPlaced: boolean;
};

export type Rewritten = { ok: true; clauses: Clause[] } | { ok: false; at: WantedClause | null };

/**
 * Writes a text whose clauses read as wanted, keeping the source of every clause that does not change byte for byte. What
 * is written is read back: it must give the clauses wanted, or nothing is written and the clause at fault is named. Where
 * no way of writing gives heading and body apart as wanted, one that prints the same words will do: "You may" above
 * sub-clauses reads as a heading, and "You may:" as a text, whichever it was before.
 */
export function rewriteText(wanted: readonly WantedClause[]): Rewritten {
  const exact = writtenSo(wanted, readsAs);
  if (exact.ok) return exact;
  const alike = writtenSo(wanted, printsAs);
  return alike.ok ? alike : exact;
}

function writtenSo(wanted: readonly WantedClause[], isAsWanted: (read: Clause | undefined, wanted: WantedClause) => boolean): Rewritten {
  const ends = endsOf(wanted);
  const options = wanted.map((each, index) => sourcesFor(each, { ...ends, isLast: index === wanted.length - 1 }));
  const rounds = options.reduce((most, { length }) => Math.max(most, length), 1);
  let fault: WantedClause | null = null;
  for (let round = 0; round < rounds; round++) {
    const read = readOutline(options.map((sources) => sources[Math.min(round, sources.length - 1)] ?? "").join("")).clauses;
    const index = wanted.findIndex((each, place) => !isAsWanted(read[place], each));
    if (index === -1 && read.length === wanted.length) {
      return { ok: true, clauses: read.map((clause, place) => ({ ...clause, id: wanted[place]?.id ?? clause.id })) };
    }
    fault ??= changedNear(wanted, index === -1 ? wanted.length - 1 : index);
  }
  return { ok: false, at: fault };
}

/** A clause of a text as it is. */
export function asItIs(clause: Clause): WantedClause {
  const { id, role, level, number, heading, body } = clause;
  return { id, role, level, number, heading, body, like: clause, isPlaced: false };
}

function readsAs(read: Clause | undefined, { role, level, number, heading, body }: WantedClause): boolean {
  return read?.role === role && read.level === level && read.number === number && read.heading === heading && read.body === body;
}

function printsAs(read: Clause | undefined, { role, level, number, heading, body }: WantedClause): boolean {
  return read?.role === role && read.level === level && read.number === number && printedWords(read) === printedWords({ heading, body });
}

/** Heading and body as they are printed one after the other, however they are told apart. */
export function printedWords(words: Pick<Clause, "heading" | "body">): string {
  const { heading, body } = words.heading === null ? keywordApart(words.body) : words;
  const [first = "", ...others] = [heading ?? "", ...body.split("\n")].filter((line) => line.trim() !== "");
  return [withoutMarkup(first), ...others].join("\n");
}

/** A line that opens a clause of its own shows one place further on: the change before it is at fault. */
function changedNear(wanted: readonly WantedClause[], index: number): WantedClause | null {
  const isChanged = ({ like, isPlaced, ...words }: WantedClause) => like === null || isPlaced || !readsAs(like, { ...words, like, isPlaced });
  return wanted.slice(0, index + 1).findLast(isChanged) ?? wanted.find(isChanged) ?? null;
}

/** What follows a clause in this text, and what follows its last one. */
type Ends = { usual: string; formerLast: Clause | null; last: string };

function sourcesFor(wanted: WantedClause, { usual, formerLast, last, isLast }: Ends & { isLast: boolean }): string[] {
  const { like, number, heading, body } = wanted;
  if (like === null) return plainSources(wanted).map((source) => `${source}${isLast ? last : usual}`);
  const sources = withNumber(like, number)
    .flatMap((source) => withBody(source, like, body))
    .flatMap((source) => withHeading(source, { from: like.heading, to: heading, body }));
  const isOtherEnd = wanted.isPlaced || isLast !== (like === formerLast);
  return isOtherEnd ? sources.map((source) => `${source.trimEnd()}${isLast ? last : usual}`) : sources;
}

/** The last clause of a file often ends without the blank line that it needs when another one follows. */
function endsOf(wanted: readonly WantedClause[]): Ends {
  const likes = wanted.flatMap(({ like }) => like ?? []);
  const formerLast = likes.reduce<Clause | null>((latest, like) => (latest && latest.end >= like.end ? latest : like), null);
  const counts = new Map<string, number>();
  for (const like of likes.filter((each) => each !== formerLast)) {
    const end = endOf(like.source);
    if (end.includes("\n")) counts.set(end, (counts.get(end) ?? 0) + 1);
  }
  const usual = Array.from(counts).sort(([, a], [, b]) => b - a)[0]?.[0] ?? "\n\n";
  return { usual, formerLast, last: endOf(formerLast?.source ?? "\n") };
}

function endOf(source: string): string {
  return /\s*$/.exec(source)?.[0] ?? "";
}

function plainSources({ number, heading, body }: WantedClause): string[] {
  const lead = number === null ? "" : `${number} `;
  if (heading === null) return [`${lead}${body}`];
  return body === "" ? [`${lead}${heading}`, `## ${lead}${heading}`] : [`${lead}【${heading}】${body}`, `${lead}${heading}\n\n${body}`, `## ${lead}${heading}\n\n${body}`];
}

function withNumber({ source, number }: Clause, wanted: string | null): string[] {
  if (number === wanted) return [source];
  if (number === null) return [source.replace(/^(\s*(?:#{1,6}\s+)?)/, `$1${wanted} `)];
  const printed = new RegExp(Array.from(number, escaped).join("\\\\?"));
  const found = printed.exec(source.slice(0, 200));
  if (!found) return [];
  const isEscaped = found[0].includes("\\");
  const to = wanted === null ? "" : isEscaped ? wanted.replace(/([.)])$/, "\\$1") : wanted;
  const rest = source.slice(found.index + found[0].length);
  return [`${source.slice(0, found.index)}${to}${wanted === null ? rest.trimStart() : rest}`];
}

function escaped(character: string): string {
  return character.replace(/[.*+?^${}()|[\]\\]/, "\\$&");
}

function withBody(source: string, { body: from }: Clause, to: string): string[] {
  if (from === to) return [source];
  const end = endOf(source);
  const trimmed = source.slice(0, source.length - end.length);
  if (from === "") return [`${trimmed} ${to}${end}`, `${trimmed}\n\n${to}${end}`];
  const place = placeOf(trimmed, from);
  if (place === null) return [];
  const before = trimmed.slice(0, place.at);
  if (to === "") return [`${before.trimEnd()}${end}`];
  return [place.margin, " ".repeat(before.length - before.lastIndexOf("\n") - 1)].map((margin) => `${before}${indented(to, margin)}${end}`);
}

/** Where a body begins in its source, and how its further lines are indented. */
function placeOf(source: string, body: string): { at: number; margin: string } | null {
  if (source.endsWith(body)) return { at: source.length - body.length, margin: "" };
  const [first = "", ...further] = body.split("\n");
  const at = source.indexOf(first);
  if (at === -1) return null;
  const second = further.find((line) => line.trim() !== "");
  const line = second === undefined ? undefined : source.slice(at).split("\n").slice(1).find((each) => each.trim() === second.trim());
  return { at, margin: /^[ \t]*/.exec(line ?? "")?.[0] ?? "" };
}

function indented(text: string, margin: string): string {
  return text.split("\n").map((line, index) => (index === 0 || line === "" ? line : `${margin}${line}`)).join("\n");
}

function withHeading(source: string, { from, to, body }: { from: string | null; to: string | null; body: string }): string[] {
  if (from === to) return [source];
  const start = body === "" ? source.trimEnd().length : (placeOf(source.trimEnd(), body)?.at ?? -1);
  if (start === -1) return [];
  const [before, after] = [source.slice(0, start), source.slice(start)];
  if (from === null) return [`${before}【${to}】${after}`, `${before.trimEnd()} ${to}\n\n${after}`, `${before.trimEnd()} ${to}${after}`];
  const at = before.lastIndexOf(from);
  if (at === -1) return [];
  if (to !== null) return [`${before.slice(0, at)}${to}${before.slice(at + from.length)}${after}`];
  const without = before.replace(`【${from}】`, "");
  return [`${without}${after}`, `${before.slice(0, at).trimEnd()} ${after}`];
}

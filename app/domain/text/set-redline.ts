import type { ClauseFlag } from "#app/domain/publication/manifest";
import { mapInSteps, runThrough, type Steps } from "#app/domain/steps";
import type { ClauseChange, Comparison } from "#app/domain/text/comparison";
import { parentsOf, textOf } from "#app/domain/text/identity";
import { linkTargets } from "#app/domain/text/markdown";
import { isCovered, type Clause, type Outline } from "#app/domain/text/outline";
import { placesOf } from "#app/domain/text/places";
import { plainClause, type PlainClause } from "#app/domain/text/plain-words";
import { isFold, type Redline, type RedlineChange, type RedlineClause } from "#app/domain/text/redline";
import { markWords } from "#app/domain/text/words";

/** A text to compare: its outline with the ids of its manifest, if it has one, and flags by those ids. */
export type FlaggedText = { outline: Outline; flags: ReadonlyMap<string, readonly ClauseFlag[]> };

/** Sets the comparison of two texts as a redline. */
export function toRedline(comparison: Comparison, texts: { old: FlaggedText; new: FlaggedText }): Redline {
  return runThrough(redlineInSteps(comparison, texts));
}

/** So many clauses are marked between two rests. */
const ROWS_AT_ONCE = 25;

/** The same with rests between: marking the words of a clause is what takes long. */
export function* redlineInSteps({ counts, changes }: Comparison, texts: { old: FlaggedText; new: FlaggedText }): Steps<Redline> {
  const old = indexText(texts.old);
  const fresh = indexText(texts.new);
  const successor = new Map(changes.flatMap((change) => change.old.map((clause) => [clause, change.new[0]] as const)));
  const contextOf = (change: ClauseChange) => {
    const [first] = change.new;
    if (first) return fresh.around(first).map(fresh.nameOf);
    return change.old.slice(0, 1).flatMap(old.around).map((clause) => {
      const now = successor.get(clause);
      return now ? fresh.nameOf(now) : old.nameOf(clause);
    });
  };
  const rows = yield* mapInSteps(changes.filter(isShown), ROWS_AT_ONCE, (change) => ({ ...setChange(change, { old, fresh }), context: contextOf(change) }));
  return { counts: { ...counts, reflagged: rows.filter(isReflagged).length }, parts: foldRows(rows) };
}

/** Title, date line and front matter are shown only where their words changed. */
function isShown({ kind, old, new: fresh }: ClauseChange): boolean {
  const clause = fresh[0] ?? old[0];
  return clause !== undefined && (isCovered(clause) || (kind !== "unchanged" && kind !== "layoutOnly"));
}

function isReflagged({ gainedFlags, lostFlags }: RedlineChange): boolean {
  return gainedFlags.length + lostFlags.length > 0;
}

function foldRows(rows: RedlineChange[]): Redline["parts"] {
  const parts: Redline["parts"] = [];
  for (const row of rows) {
    const isQuiet = (row.kind === "unchanged" || row.kind === "layoutOnly") && !row.isMoved && !isReflagged(row);
    const last = parts.at(-1);
    if (!isQuiet) parts.push(row);
    else if (last && isFold(last)) last.folded.push(row);
    else parts.push({ folded: [row] });
  }
  return parts;
}

/** A text with what is asked of its clauses. */
type IndexedText = {
  nameOf(clause: Clause): RedlineClause;
  plainOf(clause: Clause): PlainClause;
  /** The clauses around one, the highest first. */
  around(clause: Clause): Clause[];
  flagsOf(clauses: readonly Clause[]): ClauseFlag[];
};

function indexText({ outline: { clauses }, flags }: FlaggedText): IndexedText {
  const places = placesOf(clauses);
  const parents = parentsOf(clauses);
  const indexes = new Map(clauses.map((clause, index) => [clause, index]));
  const targets = linkTargets(clauses.map(({ source }) => source).join(""));
  const plain = new Map<Clause, PlainClause>();
  const plainOf = (clause: Clause) => {
    const known = plain.get(clause) ?? plainClause(clause, targets);
    plain.set(clause, known);
    return known;
  };
  return {
    plainOf,
    nameOf(clause) {
      const { id, role, level, number } = clause;
      const { heading, words } = plainOf(clause);
      return { id, role, level, number, place: places[indexes.get(clause) ?? -1] ?? "", name: heading === "" ? firstWords(words) : heading };
    },
    around(clause) {
      const found: Clause[] = [];
      let at = parents[indexes.get(clause) ?? -1] ?? -1;
      for (let parent = clauses[at]; parent; parent = clauses[at]) {
        found.unshift(parent);
        at = parents[at] ?? -1;
      }
      return found;
    },
    flagsOf: (some) => Array.from(new Set(some.flatMap(({ id }) => flags.get(id) ?? []))),
  };
}

const LONGEST_NAME = 100;

function firstWords(words: string): string {
  const line = words.slice(0, 4 * LONGEST_NAME).split("\n")[0] ?? "";
  return line.length <= LONGEST_NAME ? line : `${line.slice(0, LONGEST_NAME).replace(/\s\S{0,20}$/, "")}…`;
}

type Texts = { old: IndexedText; fresh: IndexedText };

function setChange(change: ClauseChange, { old, fresh }: Texts): Omit<RedlineChange, "context"> {
  const { kind, isMoved, isRenumbered } = change;
  const flagsBefore = old.flagsOf(change.old);
  const flagsNow = fresh.flagsOf(change.new);
  const isKept = change.old.length > 0 && change.new.length > 0;
  return {
    kind, isMoved, isRenumbered,
    old: change.old.map(old.nameOf),
    new: change.new.map(fresh.nameOf),
    ...setWords(change, { old, fresh }),
    isConspicuous: (change.new.length > 0 ? flagsNow : flagsBefore).includes("conspicuous"),
    gainedFlags: isKept ? flagsNow.filter((flag) => !flagsBefore.includes(flag)) : [],
    lostFlags: isKept ? flagsBefore.filter((flag) => !flagsNow.includes(flag)) : [],
  };
}

type Words = Pick<RedlineChange, "heading" | "words" | "isAsWritten">;

function setWords(change: ClauseChange, { old, fresh }: Texts): Words {
  if (change.old.length > 1 || change.new.length > 1) return setSeveral(change, { old, fresh });
  const before = readPlain(change.old, old);
  const after = readPlain(change.new, fresh);
  const isSame = before.heading === after.heading && before.linkedWords === after.linkedWords;
  if (change.kind === "changed" && isSame) {
    const [was, is] = [change.old, change.new].map((clauses) => clauses.map(textOf).join("\n"));
    return { heading: [], words: markWords(was ?? "", is ?? ""), isAsWritten: true };
  }
  const keepsTargets = before === NOTHING || after === NOTHING || before.targets.join("\n") === after.targets.join("\n");
  const of = keepsTargets ? "words" : "linkedWords";
  return { heading: markWords(before.heading, after.heading), words: markWords(before[of], after[of]), isAsWritten: false };
}

const NOTHING: PlainClause = { heading: "", words: "", linkedWords: "", targets: [] };

function readPlain([clause]: readonly Clause[], text: IndexedText): PlainClause {
  return clause ? text.plainOf(clause) : NOTHING;
}

/** Clauses that were split or joined, one after another with their numbers. */
function setSeveral(change: ClauseChange, { old, fresh }: Texts): Words {
  const joined = (clauses: readonly Clause[], text: IndexedText) =>
    clauses.map((clause) => {
      const { heading, words } = text.plainOf(clause);
      return [clause.number, [heading, words].filter((part) => part !== "").join("\n")].filter((part) => part !== null && part !== "").join(" ");
    }).join("\n");
  return { heading: [], words: markWords(joined(change.old, old), joined(change.new, fresh)), isAsWritten: false };
}

import { plusMilliseconds, type Instant } from "#app/domain/instant";
import type { DraftEdit } from "#app/domain/publication/drafting/draft-edit";

/** A state of a draft as it is listed. */
export type KeptState = { counter: number; actorId: string; note: string; happenedAt: Instant };

/** What was done to a draft when a state of it was kept. */
export type StateNote =
  | { act: "started" }
  /** What is edited, and the clauses that it is about. */
  | { act: "typed" | "edited"; ops: string[]; clauseIds: string[] }
  | { act: "restored"; counter: number };

/** More clauses than this are not named. */
const MOST_NAMED = 20;

/** After so long a new state is kept although somebody still types in the same clause. */
const LONGEST_SPELL = 10 * 60_000;

/** What the edits of a save are, in words for programs. Typing is told apart: it is saved at each pause. */
export function noteOf(edits: readonly DraftEdit[], occasion: "button" | "pause" = "button"): string {
  const clauses = new Set(edits.flatMap((edit) => ("clauseId" in edit ? [edit.clauseId] : [])));
  if (occasion === "pause" && clauses.size === 1) return `typed in ${[...clauses].join(" ")}`;
  const ops = [...new Set(edits.map(({ op }) => op))].join(" ");
  return clauses.size === 0 ? `edited ${ops}` : `edited ${ops} in ${[...clauses].slice(0, MOST_NAMED).join(" ")}`;
}

/** Reads what `noteOf` and the acts on drafts wrote. */
export function readNote(note: string): StateNote {
  const [done = "", about = ""] = note.split(" in ");
  const [act, ...ops] = done.split(" ");
  if (act === "typed" || act === "edited") return { act, ops, clauseIds: about.split(" ").filter(Boolean) };
  if (act === "restored") return { act, counter: Number(ops[0]) };
  return { act: "started" };
}

/**
 * Whether a save goes on with what the last kept state began: the same person typing in the same clause, within ten
 * minutes. Text is saved at each pause, and states are evidence for good: one for each pause would bury those that mean
 * something. So of a spell of typing the first state is kept and, by whatever is done next, the last.
 */
export function goesOn(latest: KeptState, save: { actorId: string; note: string }, at: Instant): boolean {
  const isTyping = readNote(save.note).act === "typed" && save.note === latest.note;
  return isTyping && save.actorId === latest.actorId && at < plusMilliseconds(latest.happenedAt, LONGEST_SPELL);
}

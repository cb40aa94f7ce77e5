import { plusMilliseconds, type Instant } from "#app/domain/instant";
import type { DraftEdit } from "#app/domain/publication/draft-edit";

/** A state of a draft as it is listed. */
export type KeptState = { counter: number; actorId: string; note: string; happenedAt: Instant };

/** What was done to a draft when a state of it was kept. */
export type StateNote =
  | { act: "started" }
  | { act: "typed"; clauseId: string }
  | { act: "edited"; ops: string[] }
  | { act: "restored"; counter: number };

/** After so long a new state is kept although somebody still types in the same clause. */
const LONGEST_SPELL = 10 * 60_000;

/** What the edits of a save are, in words for programs. Typing is told apart: it is saved at each pause. */
export function noteOf(edits: readonly DraftEdit[], occasion: "button" | "pause" = "button"): string {
  const clauses = new Set(edits.map((edit) => ("clauseId" in edit ? edit.clauseId : null)));
  const [only] = clauses;
  if (occasion === "pause" && clauses.size === 1 && only) return `typed ${only}`;
  return `edited ${edits.map(({ op }) => op).join(" ")}`.slice(0, 200);
}

/** Reads what `noteOf` and the acts on drafts wrote. */
export function readNote(note: string): StateNote {
  const [act, ...rest] = note.split(" ");
  if (act === "typed") return { act, clauseId: rest[0] ?? "" };
  if (act === "edited") return { act, ops: [...new Set(rest)] };
  if (act === "restored") return { act, counter: Number(rest[0]) };
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

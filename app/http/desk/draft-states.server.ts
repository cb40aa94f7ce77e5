import { readColleagues } from "#app/domain/access/colleagues.server";
import type { Instant } from "#app/domain/instant";
import { compareState, readDraftHistory } from "#app/domain/publication/drafting/draft-history.server";
import { bindingOf, openDraft } from "#app/domain/publication/drafting/open-draft";
import { readReviewedDraft } from "#app/domain/publication/review/reviewed-draft.server";
import { nameClause } from "#app/domain/publication/rendered.server";
import { readNote, type StateNote } from "#app/domain/publication/drafting/saved-state";
import type { Redline } from "#app/domain/text/redline";
import { viewHead, type DraftHead } from "#app/http/desk/draft-view.server";
import { refuse } from "#app/http/refuse.server";
import type { Viewer } from "#app/http/viewer.server";
import type { Language } from "#app/messages/catalogue";
import type { Portal } from "#app/portal.server";

export type StateLine = {
  counter: number;
  happenedAt: Instant;
  /** Null for an erased person. */
  who: string | null;
  isOwn: boolean;
  note: StateNote;
  /** Numbers or names of the clauses that it is about; null for one no longer there. */
  clauses: (string | null)[];
  isPresent: boolean;
};

export type StatesView = { head: DraftHead; states: StateLine[] };

type For = { draftId: string; viewer: Viewer; language: Language };
type Reading = Pick<Portal, "db" | "keys" | "now">;

/** The states of a draft as a list. Throws draft-unknown. */
export async function viewStates(portal: Reading, { draftId, viewer, language }: For): Promise<StatesView> {
  const { draft, states } = await readDraftHistory(portal, draftId);
  const people = await readColleagues(portal, states.map(({ actorId }) => actorId));
  const names = new Map(bindingOf(openDraft(draft.content)).clauses.map((clause) => [clause.id, clause.number ?? nameClause(clause).name]));
  const lines = states.map(({ counter, happenedAt, actorId, note }) => {
    const read = readNote(note);
    const clauses = "clauseIds" in read ? read.clauseIds.map((id) => names.get(id) ?? null) : [];
    return { counter, happenedAt, who: people.get(actorId) ?? null, isOwn: actorId === viewer.accountId, note: read, clauses, isPresent: counter === draft.counter };
  });
  return { head: await headOf(portal, { draftId, language }), states: lines };
}

export type StateView = { head: DraftHead; counter: number; isPresent: boolean; mayRestore: boolean; languages: string[]; language: string };

/** One state against the present, in the language wanted. Throws draft-unknown, state-unknown. */
export async function viewState(portal: Reading, { counter, wanted, ...view }: For & { counter: string; wanted: string }): Promise<{ view: StateView; redline: Redline | null }> {
  const head = await headOf(portal, view);
  const compared = await compareState(portal, { draftId: view.draftId, counter: readStateCounter(counter) });
  const shown = compared.changes.find(({ language }) => language === wanted) ?? compared.changes[0];
  const isPresent = compared.counter === compared.present;
  const mayRestore = !isPresent && head.stage !== "published" && view.viewer.roles.includes("editor");
  const languages = compared.changes.map(({ language }) => language);
  return { view: { head, counter: compared.counter, isPresent, mayRestore, languages, language: shown?.language ?? wanted }, redline: shown?.redline ?? null };
}

/** The counter in the address of a state. Throws a Response for anything else. */
export function readStateCounter(counter: string): number {
  if (!/^[1-9]\d{0,8}$/.test(counter)) throw refuse("page-unknown");
  return Number(counter);
}

async function headOf(portal: Reading, { draftId, language }: Pick<For, "draftId" | "language">): Promise<DraftHead> {
  return viewHead(await readReviewedDraft(portal, draftId), { language, now: portal.now() });
}

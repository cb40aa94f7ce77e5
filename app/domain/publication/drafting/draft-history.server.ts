import { compareTexts, flagText } from "#app/domain/publication/compare.server";
import type { DraftContent } from "#app/domain/publication/drafting/draft";
import { contentAt, readDraft, readDraftStates, type Draft } from "#app/domain/publication/drafting/drafts.server";
import type { KeptState } from "#app/domain/publication/drafting/saved-state";
import type { Redline } from "#app/domain/text/redline";
import type { Portal } from "#app/portal.server";

/** A draft with its states, the newest first: those kept, and the present one, which the next act keeps where it is not yet. */
export type DraftHistory = { draft: Draft; states: KeptState[] };

/** Throws draft-unknown. */
export async function readDraftHistory({ db }: Pick<Portal, "db">, draftId: string): Promise<DraftHistory> {
  const draft = await readDraft({ db }, draftId);
  const kept = await readDraftStates({ db }, draftId);
  const { actorId = draft.authorId, note = "started", counter = 0 } = kept[0] ?? {};
  const present = { counter: draft.counter, actorId, note, happenedAt: draft.updatedAt };
  return { draft, states: counter === draft.counter ? kept : [present, ...kept] };
}

/** A state set against the draft as it is: what changed since, in each language that both have. */
export type StateChanges = { counter: number; present: number; changes: { language: string; redline: Redline }[] };

/** Throws draft-unknown, state-unknown. */
export async function compareState({ db }: Pick<Portal, "db">, state: { draftId: string; counter: number }): Promise<StateChanges> {
  const draft = await readDraft({ db }, state.draftId);
  const old = await contentAt({ db }, state);
  const changes = draft.content.texts.map(async ({ language, body }) => {
    const before = old.texts.find((text) => text.language === language);
    return before ? [{ language, redline: await compareTexts(flagged(before.body, old), flagged(body, draft.content)) }] : [];
  });
  return { counter: state.counter, present: draft.counter, changes: (await Promise.all(changes)).flat() };
}

function flagged(body: string, { version }: DraftContent) {
  return flagText(body, version.clauses);
}

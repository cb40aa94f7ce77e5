import { randomBytes } from "node:crypto";
import { newId } from "#app/domain/ids";
import type { Instant } from "#app/domain/instant";
import { checkRole, type Actor } from "#app/domain/publication/actor";
import { readHistory, readText } from "#app/domain/publication/catalog.server";
import { draftContent, type DraftContent } from "#app/domain/publication/drafting/draft";
import type { DraftEdit } from "#app/domain/publication/drafting/draft-edit";
import type { AgreementHistory, Version } from "#app/domain/publication/history";
import { mergeEdits, type Conflict } from "#app/domain/publication/drafting/merge-edits";
import { closeDraft, openDraft } from "#app/domain/publication/drafting/open-draft";
import { recordRefusals } from "#app/domain/publication/refused.server";
import { inReviewOrder, reviewStatus } from "#app/domain/publication/review/review";
import { goesOn, noteOf, type KeptState } from "#app/domain/publication/drafting/saved-state";
import { versionsAt } from "#app/domain/publication/status";
import { DomainError } from "#app/domain/refusal";
import type { Portal } from "#app/portal.server";
import { selectDraft, selectDrafts } from "#db/catalog";
import { insertOnce, insertRow, StaleRowError, updateRows, type Step } from "#db/commit";
import { selectApprovals, selectDraftState, selectDraftStateBy, selectDraftStates, selectLatestDraftState } from "#db/drafting";
import type { DraftRow, DraftStateRow } from "#db/schema/drafting";

type Drafting = Pick<Portal, "db" | "writer" | "now">;

/** A draft with its content. */
export type Draft = Omit<DraftRow, "contentJson"> & { content: DraftContent };

type Save = { content: DraftContent; actorId: string; note: string };

/** How often an edit is tried again while others save the same draft. */
const MOST_ATTEMPTS = 20;

/** The draft with this id. Throws draft-unknown. */
export async function readDraft({ db }: Pick<Portal, "db">, id: string): Promise<Draft> {
  const row = await selectDraft(db, id);
  if (!row) throw new DomainError("draft-unknown", { id: id.slice(0, 80) });
  return draftOf(row);
}

/** Every draft, by agreement and age; published ones are among them. */
export async function readDrafts({ db }: Pick<Portal, "db">): Promise<Draft[]> {
  return (await selectDrafts(db)).map(draftOf);
}

/**
 * Starts a draft of the next version from the text of any version. Gives its id. Refuses role-missing,
 * agreement-unknown, version-unknown.
 */
export async function startDraft(portal: Drafting, { slug, number, actor }: { slug: string; number: number; actor: Actor }): Promise<string> {
  return recordRefusals(portal, { operation: "startDraft", subject: `${slug}@${number}`, actor }, async () => {
    checkRole(actor, "editor");
    const history = await readHistory(portal, slug);
    if (!history) throw new DomainError("agreement-unknown", { slug: slug.slice(0, 80) });
    const version = history.versions.find((each) => each.number === number);
    if (!version) throw new DomainError("version-unknown", { slug, number });
    const at = portal.now();
    const content = await contentFrom(portal, { history, version, at });
    const id = newId("drf", at);
    const contentJson = JSON.stringify(content);
    const times = { createdAt: at, updatedAt: at };
    const row = { id, agreementId: history.id, slug, counter: 1, contentJson, authorId: actor.accountId, ...times, versionId: null };
    const state = stateStep({ draftId: id, counter: 1, contentJson, actorId: actor.accountId, note: "started" }, at);
    await portal.writer.commit({ steps: [insertRow("drafts", row), state] });
    return id;
  });
}

/** Why edits are saved: somebody pressed a button, or stopped typing for a moment. */
export type Occasion = "button" | "pause";

/**
 * What became of edits: saved, those that collided with somebody else's given back with both texts; or held, because the
 * draft is with the approvers and a pause in typing takes nothing back from them.
 */
export type Edited = { outcome: "saved" | "conflict" | "held"; counter: number; conflicts: Conflict[] };

type Edits = { draftId: string; counter: number; edits: readonly DraftEdit[]; actor: Actor; occasion?: Occasion };

/**
 * Applies edits that were made on the state `counter` of a draft. What others saved since stays: edits of other clauses
 * merge with it, edits that collide come back and are not applied. Any edit leaves reviews and approvals behind. Refuses
 * role-missing, draft-unknown, draft-published, state-unknown and what applyEdit refuses; what is refused half-typed is no
 * attempt and not recorded.
 */
export async function editDraft(portal: Drafting, input: Edits): Promise<Edited> {
  const { draftId, actor, occasion = "button" } = input;
  if (occasion === "pause") return saveEdits(portal, input);
  return recordRefusals(portal, { operation: "editDraft", subject: draftId, actor }, () => saveEdits(portal, input));
}

async function saveEdits(portal: Drafting, { draftId, counter, edits, actor, occasion }: Edits): Promise<Edited> {
  checkRole(actor, "editor");
  return untilSaved<Edited>(portal, draftId, async (draft) => {
    const unsaved = { counter: draft.counter, conflicts: [] };
    if (occasion === "pause" && (await isHandedOver(portal, draft))) return { result: { outcome: "held", ...unsaved }, save: null };
    const current = openDraft(draft.content);
    const base = draft.counter === counter ? current : openDraft(await baseAt(portal, { draftId, counter }));
    const { draft: merged, applied, conflicts } = mergeEdits(base, current, edits);
    const outcome = conflicts.length > 0 ? "conflict" : "saved";
    const content = closeDraft(merged);
    if (applied.length === 0 || isSame(content, draft.content)) return { result: { ...unsaved, outcome, conflicts }, save: null };
    const save = { content, actorId: actor.accountId, note: noteOf(applied, occasion) };
    return { result: { outcome, counter: draft.counter + 1, conflicts }, save };
  });
}

async function isHandedOver({ db }: Pick<Portal, "db">, draft: Draft): Promise<boolean> {
  const status = reviewStatus(draft, inReviewOrder(await selectApprovals(db, draft.id)));
  return status === "in review" || status === "approved";
}

function isSame(content: DraftContent, before: DraftContent): boolean {
  return JSON.stringify(draftContent.parse(content)) === JSON.stringify(before);
}

/** Brings a saved state back, as a new state. Gives its counter. Refuses role-missing, draft-unknown, draft-published, state-unknown. */
export async function restoreDraft(portal: Drafting, input: { draftId: string; counter: number; actor: Actor }): Promise<number> {
  const { draftId, counter, actor } = input;
  return recordRefusals(portal, { operation: "restoreDraft", subject: draftId, actor }, async () => {
    checkRole(actor, "editor");
    const content = await contentAt(portal, { draftId, counter });
    return untilSaved(portal, draftId, (draft) =>
      Promise.resolve({ result: draft.counter + 1, save: { content, actorId: actor.accountId, note: `restored ${counter}` } }));
  });
}

/** The saved states of a draft, the newest first; a draft out of files has none before its first edit. */
export function readDraftStates({ db }: Pick<Portal, "db">, draftId: string): Promise<Omit<DraftStateRow, "contentJson">[]> {
  return selectDraftStates(db, draftId);
}

/** The content of a draft as it was saved once. Throws state-unknown. */
export async function contentAt({ db }: Pick<Portal, "db">, state: { draftId: string; counter: number }): Promise<DraftContent> {
  const row = await selectDraftState(db, state);
  if (row) return draftContent.parse(JSON.parse(row.contentJson));
  const draft = await selectDraft(db, state.draftId);
  if (draft?.counter === state.counter) return draftOf(draft).content;
  throw new DomainError("state-unknown", { counter: state.counter });
}

/**
 * What a form was made on that shows a state. Of a state in the middle of a spell of typing, which is not kept, the last one
 * kept before it: edits of that clause then collide rather than pass unseen. Throws state-unknown.
 */
export async function baseAt({ db }: Pick<Portal, "db">, { draftId, counter }: { draftId: string; counter: number }): Promise<DraftContent> {
  const draft = await selectDraft(db, draftId);
  if (draft?.counter === counter) return draftOf(draft).content;
  const row = draft && counter < draft.counter ? await selectDraftStateBy(db, { draftId, counter }) : null;
  if (row) return draftContent.parse(JSON.parse(row.contentJson));
  throw new DomainError("state-unknown", { counter });
}

/** A new permanent id for a clause that is added. */
export function newClauseId(): string {
  return `c-${randomBytes(5).toString("hex")}`;
}

/** The step that keeps a state of a draft. */
export function stateStep(state: Omit<DraftStateRow, "happenedAt" | "recordedAt">, at: Instant): Step {
  return insertOnce("draftStates", { ...state, happenedAt: at, recordedAt: at }, { draftId: state.draftId, counter: state.counter });
}

/** Decides on the draft as it is and saves what was decided; when somebody else saved in between, decides anew. */
async function untilSaved<T>(portal: Drafting, id: string, decide: (draft: Draft) => Promise<{ result: T; save: Save | null }>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    const draft = await readDraft(portal, id);
    if (draft.versionId !== null) throw new DomainError("draft-published", { id });
    const { result, save } = await decide(draft);
    if (save === null) return result;
    const latest = await selectLatestDraftState(portal.db, id);
    try {
      await portal.writer.commit({ steps: saveSteps(draft, save, { latest, at: portal.now() }) });
      return result;
    } catch (error) {
      if (!(error instanceof StaleRowError) || attempt === MOST_ATTEMPTS) throw error;
    }
  }
}

/** While a spell of typing goes on, its text is saved and its states are not kept; whatever comes next keeps how it ended. */
function saveSteps(draft: Draft, save: Save, { latest, at }: { latest: KeptState | null; at: Instant }): Step[] {
  const { id, counter, versionId } = draft;
  const contentJson = JSON.stringify(save.content);
  const update = updateRows("drafts", { set: { counter: counter + 1, contentJson, updatedAt: at }, where: { id, counter, versionId }, expect: 1 });
  if (latest && goesOn(latest, save, at)) return [update];
  const { actorId, note } = save;
  return [update, presentStep(draft, { latest, at }), stateStep({ draftId: id, counter: counter + 1, contentJson, actorId, note }, at)];
}

/** The step that keeps the draft as it is now, unless it is kept: one out of files has no state yet, a spell of typing only its first. */
export function presentStep({ id, counter, content, authorId, updatedAt }: Draft, { latest, at }: { latest: KeptState | null; at: Instant }): Step {
  const { actorId = authorId, note = "started" } = latest ?? {};
  const state = { draftId: id, counter, contentJson: JSON.stringify(content), actorId, note, happenedAt: updatedAt, recordedAt: at };
  return insertOnce("draftStates", state, { draftId: id, counter });
}

async function contentFrom({ db }: Pick<Portal, "db">, { history, version, at }: { history: AgreementHistory; version: Version; at: Instant }): Promise<DraftContent> {
  const base = versionsAt(history, at).findLast(({ status }) => status !== "withdrawn")?.version ?? version;
  const texts = await Promise.all(version.texts.map(async ({ language, title, sha256 }) => ({ language, title, body: await readText({ db }, sha256), originalSha256: sha256 })));
  const { clauses } = version.manifest.version;
  const open = { changeClass: null, classReason: {}, summary: {} };
  return {
    origin: { by: "version", file: `${history.slug}@${version.number}` },
    agreement: base.manifest.agreement,
    version: { version: history.versions.length + 1, buildsOn: base.number, ...open, clauses },
    texts,
  };
}

function draftOf({ contentJson, ...row }: DraftRow): Draft {
  return { ...row, content: draftContent.parse(JSON.parse(contentJson)) };
}

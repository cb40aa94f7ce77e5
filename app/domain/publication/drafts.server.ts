import { randomBytes } from "node:crypto";
import { newId } from "#app/domain/ids";
import type { Instant } from "#app/domain/instant";
import { checkRole, type Actor } from "#app/domain/publication/actor";
import { readHistory, readText } from "#app/domain/publication/catalog.server";
import { draftContent, type DraftContent } from "#app/domain/publication/draft";
import type { DraftEdit } from "#app/domain/publication/draft-edit";
import type { AgreementHistory, Version } from "#app/domain/publication/history";
import { mergeEdits, type Conflict } from "#app/domain/publication/merge-edits";
import { closeDraft, openDraft } from "#app/domain/publication/open-draft";
import { versionsAt } from "#app/domain/publication/status";
import { DomainError } from "#app/domain/refusal";
import type { Portal } from "#app/portal.server";
import { selectDraft, selectDrafts } from "#db/catalog";
import { insertOnce, insertRow, StaleRowError, updateRows, type Step } from "#db/commit";
import { selectDraftState, selectDraftStates } from "#db/drafting";
import type { DraftRow } from "#db/schema";
import type { DraftStateRow } from "#db/schema-drafting";

type Drafting = Pick<Portal, "db" | "writer" | "now">;

/** A draft with its content. */
export type Draft = Omit<DraftRow, "contentJson"> & { content: DraftContent };

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
  await portal.writer.commit({ steps: [insertRow("drafts", row), stateStep({ draftId: id, counter: 1, contentJson, actorId: actor.accountId, note: "started" }, at)] });
  return id;
}

/** What became of edits: saved under a new counter; those that collided with somebody else's are given back with both texts. */
export type Edited = { outcome: "saved" | "conflict"; counter: number; conflicts: Conflict[] };

/**
 * Applies edits that were made on the state `counter` of a draft. What others saved since stays: edits of other clauses
 * merge with it, edits that collide come back and are not applied. Any edit leaves reviews and approvals behind. Refuses
 * role-missing, draft-unknown, draft-published, state-unknown and what applyEdit refuses.
 */
export async function editDraft(portal: Drafting, input: { draftId: string; counter: number; edits: readonly DraftEdit[]; actor: Actor }): Promise<Edited> {
  const { draftId, counter, edits, actor } = input;
  checkRole(actor, "editor");
  return untilSaved(portal, draftId, async (draft) => {
    const current = openDraft(draft.content);
    const base = draft.counter === counter ? current : openDraft(await contentAt(portal, { draftId, counter }));
    const { draft: merged, applied, conflicts } = mergeEdits(base, current, edits);
    const outcome = conflicts.length > 0 ? "conflict" : "saved";
    if (applied.length === 0) return { result: { outcome, counter: draft.counter, conflicts }, save: null };
    const save = { content: closeDraft(merged), actorId: actor.accountId, note: `edited ${applied.map(({ op }) => op).join(" ")}`.slice(0, 200) };
    return { result: { outcome, counter: draft.counter + 1, conflicts }, save };
  });
}

/** Brings a saved state back, as a new state. Gives its counter. Refuses role-missing, draft-unknown, draft-published, state-unknown. */
export async function restoreDraft(portal: Drafting, input: { draftId: string; counter: number; actor: Actor }): Promise<number> {
  const { draftId, counter, actor } = input;
  checkRole(actor, "editor");
  const content = await contentAt(portal, { draftId, counter });
  return untilSaved(portal, draftId, (draft) =>
    Promise.resolve({ result: draft.counter + 1, save: { content, actorId: actor.accountId, note: `restored ${counter}` } }));
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

/** A new permanent id for a clause that is added. */
export function newClauseId(): string {
  return `c-${randomBytes(5).toString("hex")}`;
}

/** The step that keeps a state of a draft. */
export function stateStep(state: Omit<DraftStateRow, "happenedAt" | "recordedAt">, at: Instant): Step {
  return insertOnce("draftStates", { ...state, happenedAt: at, recordedAt: at }, { draftId: state.draftId, counter: state.counter });
}

type Save = { content: DraftContent; actorId: string; note: string };

/** Decides on the draft as it is and saves what was decided; when somebody else saved in between, decides anew. */
async function untilSaved<T>(portal: Drafting, id: string, decide: (draft: Draft) => Promise<{ result: T; save: Save | null }>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    const draft = await readDraft(portal, id);
    if (draft.versionId !== null) throw new DomainError("draft-published", { id });
    const { result, save } = await decide(draft);
    if (save === null) return result;
    try {
      await portal.writer.commit({ steps: saveSteps(draft, save, portal.now()) });
      return result;
    } catch (error) {
      if (!(error instanceof StaleRowError) || attempt === MOST_ATTEMPTS) throw error;
    }
  }
}

/** The state before is kept too, for a draft that came out of files and has none yet. */
function saveSteps({ id, counter, content: before, authorId, versionId }: Draft, { content, actorId, note }: Save, at: Instant): Step[] {
  const contentJson = JSON.stringify(content);
  const set = { counter: counter + 1, contentJson, updatedAt: at };
  return [
    updateRows("drafts", { set, where: { id, counter, versionId }, expect: 1 }),
    stateStep({ draftId: id, counter, contentJson: JSON.stringify(before), actorId: authorId, note: "started" }, at),
    stateStep({ draftId: id, counter: counter + 1, contentJson, actorId, note }, at),
  ];
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

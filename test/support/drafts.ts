import type { ApprovalRow } from "#db/schema/drafting";
import { entryAbout, newEntry } from "#app/domain/evidence/new-entry";
import { newId } from "#app/domain/ids";
import { readHistory, readText } from "#app/domain/publication/catalog.server";
import type { DraftContent } from "#app/domain/publication/drafting/draft";
import type { Portal } from "#app/portal.server";
import { insertRow } from "#db/commit";

/** Edits of the texts and of the version that a draft has beyond the version it was taken from. */
type DraftPlan = { slug: string; number: number; authorId: string; edit?: (body: string, language: string) => string };

/** A draft taken from a published version, as the next one, with its texts edited; gives its id. */
export async function addDraft(portal: Portal, { slug, number, authorId, edit = (body) => body }: DraftPlan): Promise<string> {
  const history = await readHistory(portal, slug);
  const base = history?.versions.find((version) => version.number === number);
  if (!history || !base) throw new Error(`${slug} has no version ${number}`);
  const texts = await Promise.all(
    base.texts.map(async ({ language, title, sha256 }) => ({ language, title, body: edit(await readText(portal, sha256), language), originalSha256: sha256 })),
  );
  const next = (history.versions.at(-1)?.number ?? 0) + 1;
  const version = { ...base.manifest.version, version: next, buildsOn: number, changeClass: null, classReason: {}, summary: {} };
  const content: DraftContent = { origin: { by: "import", file: "" }, agreement: base.manifest.agreement, version, texts };
  const at = portal.now();
  const id = newId("drf", at);
  const row = { id, agreementId: history.id, slug, counter: 1, contentJson: JSON.stringify(content), authorId, createdAt: at, updatedAt: at, versionId: null };
  await portal.writer.commit({ steps: [insertRow("drafts", row)] });
  return id;
}

/** Records a step of review of a draft; gives its id. */
export async function addStep(portal: Portal, step: Pick<ApprovalRow, "draftId" | "act" | "actorId" | "followsId"> & { reason?: string; counter?: number }): Promise<string> {
  const at = portal.now();
  const id = newId("apr", at);
  const row = { counter: 1, reason: "", ...step, id, approvalSha256: "0".repeat(64), signInId: null, happenedAt: at, recordedAt: at };
  const entries = step.act === "approved" ? [newEntry(portal.ledger.open(), entryAbout("version.approved", id, at))] : [];
  await portal.writer.commit({ steps: [insertRow("approvals", row)], entries });
  return id;
}

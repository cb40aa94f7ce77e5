import type { Instant } from "#app/domain/instant";
import { draftIdOf, type DraftContent } from "#app/domain/publication/drafting/draft";
import { INSTALLATION } from "#app/domain/publication/later/proposal";
import type { Portal } from "#app/portal.server";
import { selectDraft } from "#db/catalog";
import { insertOnce, type Step } from "#db/commit";

export type SavedDraft = { outcome: "saved" | "unchanged"; draftId: string };

/** A draft that comes from files; without an author it is the installation's. */
type FiledDraft = { content: DraftContent; agreementId: string | null; authorId?: string | undefined };

/** Keeps a draft that comes from files. The same content again changes nothing, even if the draft was edited since. */
export async function saveDraft({ db, writer, now }: Pick<Portal, "db" | "writer" | "now">, draft: FiledDraft): Promise<SavedDraft> {
  const draftId = draftIdOf(draft.content);
  if (await selectDraft(db, draftId)) return { outcome: "unchanged", draftId };
  await writer.commit({ steps: [draftStep({ ...draft, at: now() })] });
  return { outcome: "saved", draftId };
}

/** The step that keeps the draft unless it is kept already. */
export function draftStep({ content, agreementId, authorId = INSTALLATION, at }: FiledDraft & { at: Instant }): Step {
  const row = {
    id: draftIdOf(content),
    agreementId,
    slug: content.agreement.slug,
    counter: 1,
    contentJson: JSON.stringify(content),
    authorId,
    createdAt: at,
    updatedAt: at,
    versionId: null,
  };
  return insertOnce("drafts", row, { id: row.id });
}

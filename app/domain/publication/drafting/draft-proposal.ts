import type { DraftContent } from "#app/domain/publication/drafting/draft";
import { storedManifest } from "#app/domain/publication/manifest";
import { proposedText, type Proposal } from "#app/domain/publication/later/proposal";

/** The version that a draft proposes; its change class is chosen by now. `name` names the draft in refusals. */
export function proposalOfDraft(name: string, content: DraftContent, people: Pick<Proposal, "authorId" | "approverId" | "reason">): Proposal {
  const { agreement, version, texts, effectiveAt = null } = content;
  return {
    ...people,
    manifest: storedManifest.parse({ agreement, version }),
    manifestFile: name,
    texts: texts.map(({ title, ...text }) => proposedText({ ...text, file: `${name} (${text.language})` }, title)),
    effectiveAt,
  };
}

import { useLanguage } from "#app/components/language";
import type { DraftStage } from "#app/domain/publication/draft-stage";
import { editorMessages } from "#app/messages/editor";

const CLASS: Record<DraftStage, string> = {
  draft: "tag",
  "in review": "tag tag-announced",
  approved: "tag tag-in-force",
  rejected: "tag tag-binding",
  published: "tag",
};

/** Where a draft stands, in a word. */
export function StageTag({ stage }: { stage: DraftStage }) {
  return <span className={CLASS[stage]}>{editorMessages[useLanguage()].stage[stage]}</span>;
}

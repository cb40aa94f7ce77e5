import { useLanguage } from "#app/components/language";
import type { ReviewStatus } from "#app/domain/publication/review/review";
import { editorMessages } from "#app/messages/editor";

const CLASS: Record<ReviewStatus, string> = {
  draft: "tag",
  "in review": "tag tag-announced",
  approved: "tag tag-in-force",
  rejected: "tag tag-binding",
  published: "tag",
};

/** Where a draft stands, in a word. */
export function StageTag({ stage }: { stage: ReviewStatus }) {
  return <span className={CLASS[stage]}>{editorMessages[useLanguage()].stage[stage]}</span>;
}

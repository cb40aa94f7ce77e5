import { useLanguage } from "#app/components/language";
import type { DatedVersion } from "#app/domain/publication/status";
import { readingMessages } from "#app/messages/reading";

const CLASS: Record<DatedVersion["status"], string> = {
  "in force": "tag tag-in-force",
  announced: "tag tag-announced",
  superseded: "tag",
  withdrawn: "tag",
};

/** The status of a version in a word. */
export function StatusTag({ status }: { status: DatedVersion["status"] }) {
  return <span className={CLASS[status]}>{readingMessages[useLanguage()].status[status]}</span>;
}

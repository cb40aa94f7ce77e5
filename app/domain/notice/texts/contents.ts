import { NOTICE_CONTENTS, type NoticeContent } from "#app/domain/acceptance/deeming-facts";
import type { NoticeReason } from "#app/domain/notice/notice";

/** Those whose texts hold everything that a reader of a coming change must be told. */
const COMPLETE: readonly NoticeReason[] = ["announcement", "assignment", "service", "price", "postponement", "reminder"];

/** What the texts of a reason say of a change; `test/domain/notice/texts` holds them to it. */
export function contentsOf(reason: NoticeReason): readonly NoticeContent[] {
  return COMPLETE.includes(reason) ? NOTICE_CONTENTS : [];
}

import type { Refusal, NoticeContent, Use } from "#app/domain/acceptance/deeming-facts";
import type { Instant } from "#app/domain/instant";
import type { NoticeProof, ProofGrade } from "#app/domain/notice/proof";
import type { NoticeReason } from "#app/domain/publication/manifest";
import type { NoticeWorking } from "#app/domain/publication/notice-rule";

/** A condition that is met, with what shows it. Plain data, kept with the deemed acceptance. */
export type Met =
  | { isMet: true; code: "terms" }
  | { isMet: true; code: "not-ended" }
  | { isMet: true; code: "change-clause"; number: number; clauseId: string }
  | { isMet: true; code: "none-skipped" }
  | { isMet: true; code: "agreement-allows" }
  | { isMet: true; code: "class-allows"; changeClass: string }
  | { isMet: true; code: "reasons-allow"; reasons: NoticeReason[] }
  | { isMet: true; code: "customer-allows"; customerKind: string }
  | { isMet: true; code: "in-audience" }
  | { isMet: true; code: "joined-before"; joinedAt: Instant }
  | { isMet: true; code: "notice-complete"; noticeIds: string[] }
  | { isMet: true; code: "reached"; grade: ProofGrade }
  | { isMet: true; code: "proof-suffices"; minimum: ProofGrade; proof: NoticeProof }
  | { isMet: true; code: "period-ran"; working: NoticeWorking }
  | { isMet: true; code: "used"; use: Use }
  | { isMet: true; code: "not-refused" }
  | { isMet: true; code: "no-open-question" };

/** A condition that is not met, with what is lacking. */
export type Missing =
  | { isMet: false; code: "consent" }
  | { isMet: false; code: "information" }
  | { isMet: false; code: "ended"; endsAt: Instant }
  | { isMet: false; code: "nothing-binds" }
  | { isMet: false; code: "change-clause-missing"; number: number }
  | { isMet: false; code: "versions-skipped"; numbers: number[] }
  | { isMet: false; code: "agreement-forbids" }
  | { isMet: false; code: "class-forbids"; changeClass: string }
  | { isMet: false; code: "reason-forbids"; reasons: NoticeReason[] }
  | { isMet: false; code: "customer-forbids"; customerKind: string }
  | { isMet: false; code: "not-in-audience" }
  | { isMet: false; code: "joined-after-announcement"; joinedAt: Instant; announcedAt: Instant }
  | { isMet: false; code: "notice-missing" }
  | { isMet: false; code: "notice-incomplete"; lacks: NoticeContent[] }
  | { isMet: false; code: "not-reached" }
  | { isMet: false; code: "proof-too-weak"; grade: ProofGrade; minimum: ProofGrade }
  | { isMet: false; code: "period-runs"; working: NoticeWorking }
  | { isMet: false; code: "not-used"; effectiveAt: Instant }
  | { isMet: false; code: "refused"; refusal: Refusal }
  | { isMet: false; code: "question-open"; questionId: string; askedAt: Instant }
  | { isMet: false; code: "not-used-since-answer"; questionId: string; answeredAt: Instant };

export type Finding = Met | Missing;

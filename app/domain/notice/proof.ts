import type { Instant } from "#app/domain/instant";

/** One thing that is known about how a notice came to one party. "published" stands for the notice on the public site. */
export type NoticeProof = {
  noticeId: string;
  channel: "site" | "inbox" | "mail" | "webhook";
  state: "published" | "handedOver" | "delivered" | "bounced" | "displayed" | "acknowledged";
  at: Instant;
};

/** From best to worst. A is a click and needs no notice; B to E are what a notice proves before a use; F is no proof. */
export const PROOF_GRADES = ["A", "B", "C", "D", "E", "F"] as const;
export type ProofGrade = (typeof PROOF_GRADES)[number];

/** Only what the signed-in party's own navigation served is displayed: a loaded image or the answer of a machine is not. */
const GRADES: Record<NoticeProof["channel"], Partial<Record<NoticeProof["state"], ProofGrade>>> = {
  site: { published: "E", displayed: "C", acknowledged: "B" },
  inbox: { delivered: "D", displayed: "C", acknowledged: "B" },
  mail: { delivered: "D" },
  webhook: { delivered: "D" },
};

/** The best grade that the proofs reach, provided that a use follows; F when they prove nothing. */
export function gradeOf(proofs: readonly NoticeProof[]): ProofGrade {
  const grades = lastingProofs(proofs).map(gradeOfProof);
  return PROOF_GRADES.find((grade) => grades.includes(grade)) ?? "F";
}

/** Whether a grade is the minimum or better. F meets nothing. */
export function meetsGrade(grade: ProofGrade, minimum: ProofGrade): boolean {
  return grade !== "F" && PROOF_GRADES.indexOf(grade) <= PROOF_GRADES.indexOf(minimum);
}

/** The earliest proof that reaches the minimum grade, from which the period of its party runs; null for none. */
export function firstProof(proofs: readonly NoticeProof[], minimum: ProofGrade): NoticeProof | null {
  const meeting = lastingProofs(proofs).filter((proof) => meetsGrade(gradeOfProof(proof), minimum));
  return meeting.reduce<NoticeProof | null>((first, proof) => (first && first.at <= proof.at ? first : proof), null);
}

function gradeOfProof({ channel, state }: NoticeProof): ProofGrade {
  return GRADES[channel][state] ?? "F";
}

/** A delivery that came back afterwards was none; a delivery after that counts again. */
function lastingProofs(proofs: readonly NoticeProof[]): NoticeProof[] {
  return proofs.filter((proof) => proof.state !== "delivered" || !proofs.some((later) => isReturnOf(later, proof)));
}

function isReturnOf({ noticeId, channel, state, at }: NoticeProof, delivery: NoticeProof): boolean {
  return state === "bounced" && noticeId === delivery.noticeId && channel === delivery.channel && at >= delivery.at;
}

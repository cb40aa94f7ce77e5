import type { PartyFacts } from "#app/domain/acceptance/audience";
import type { Instant } from "#app/domain/instant";
import type { NoticeProof, ProofGrade } from "#app/domain/notice/proof";
import type { AgreementHistory, Version } from "#app/domain/publication/history";
import type { AgreementProperties, NoticeReason } from "#app/domain/publication/manifest";

/** What an agreement allows. */
export type DeemingRule = {
  isOn: boolean;
  customerKinds: readonly PartyFacts["customerKind"][];
  changeClasses: readonly ("ordinary" | "essential")[];
  /** Reasons of a publication that need a click. */
  clickReasons: readonly NoticeReason[];
  minimumGrade: ProofGrade;
};

/** What holds for an agreement that says nothing else. */
export const DEEMING_DEFAULTS: DeemingRule = {
  isOn: true,
  customerKinds: ["business"],
  changeClasses: ["ordinary"],
  clickReasons: ["startCharging"],
  minimumGrade: "C",
};

/** What a notice must say: what changes, from when, what use will mean, how to object or leave, until when. */
export const NOTICE_CONTENTS = ["changes", "effectiveAt", "effectOfUse", "howToRefuse", "refuseUntil"] as const;
export type NoticeContent = (typeof NOTICE_CONTENTS)[number];

/** What a party or its actor did. "continue": the button of a gate that states what it means. */
export const USE_KINDS = ["service", "continue", "signIn", "read", "ask", "object", "decline", "export", "leave", "poll"] as const;

export type Use = {
  kind: (typeof USE_KINDS)[number];
  at: Instant;
  actorId: string;
  /** Whether the actor was the party itself or was authorised to use the service for it. */
  isAuthorised: boolean;
};

export type Refusal = { kind: "objection" | "decline" | "leave"; at: Instant };

export type ClauseQuestion = { questionId: string; askedAt: Instant; answeredAt: Instant | null; isAboutChangedClause: boolean };

/** Everything that decides whether a party is deemed to accept a version. What happened after `now` counts for nothing. */
export type DeemingFacts = {
  now: Instant;
  kind: AgreementHistory["kind"];
  rule: DeemingRule;
  /** The version in question, as published. `announcedAt` is the announcement from which its period runs. */
  version: {
    number: number;
    changeClass: Version["changeClass"];
    reasons: readonly NoticeReason[];
    properties: AgreementProperties;
    announcedAt: Instant;
    effectiveAt: Instant;
  };
  /** The rule in force when the version was announced; null when there was none. */
  inForce: AgreementProperties | null;
  /** When the agreement ends for this party; null for never. */
  endsAt: Instant | null;
  party: PartyFacts & { joinedAt: Instant };
  /** The version that binds the party, and its clause that lets the operator change the terms. */
  binds: { number: number; properties: AgreementProperties; changeClauseId: string | null } | null;
  /** Numbers of the versions between the one that binds and this one that change more than wording and that the party did not accept. */
  skipped: readonly number[];
  /** The notices of this version, and what each of them says. */
  notices: readonly { noticeId: string; says: readonly NoticeContent[] }[];
  proofs: readonly NoticeProof[];
  uses: readonly Use[];
  refusals: readonly Refusal[];
  questions: readonly ClauseQuestion[];
};

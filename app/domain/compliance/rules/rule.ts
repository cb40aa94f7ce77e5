import type { CHECKS } from "#app/domain/compliance/rules/checks";
import type { Law } from "#app/domain/compliance/rules/law";

export type AgreementKind = "terms" | "consent" | "information";

export type CheckName = keyof typeof CHECKS;

/** One thing that a law asks, with where it says so, and how the portal's configuration is looked at. */
export type Rule = {
  law: Law;
  /** The place in the law or the judgment. */
  provision: Readonly<Record<"zh-CN" | "en", string>>;
  /** What the rule was read in, where that was not the law's own text; null where it was. */
  readIn: string | null;
  /** Put down from memory and not yet compared with the text. */
  isUnverified?: true;
  check: CheckName;
  /** Days, or months, that the check compares with. */
  least?: number;
  /** No more days than these. */
  most?: number;
};

/** All that the checks look at: how an agreement and the portal are configured. */
export type RuleFacts = {
  slug: string;
  kind: AgreementKind;
  /** Whether a version is in force; the rest is about that version, or else the newest one. */
  isInForce: boolean;
  /** Full days between announcement and effect: of a change of the text, and of a charge that begins. */
  noticeDays: number;
  chargeNoticeDays: number;
  deeming: { isOn: boolean; hasConsumers: boolean; minimumGrade: string };
  /** Numbers, or ids, of the clauses with these flags. */
  clauses: { conspicuous: string[]; change: string[]; weighty: string[] };
  /** Of the latest change, whether readers could comment before it was announced; null before there was one. */
  hadComments: boolean | null;
  languages: string[];
  versionCount: number;
  purposeCount: number;
  waitingQuestions: number;
  sendsMail: boolean;
  hasTimeAuthority: boolean;
  copyDays: number;
  evidenceMonths: number;
  deviceMonths: number;
};

/** Where something that is not met is mended; what a person may open depends on the roles. */
export type MendPlace = "agreement" | "questions" | "retention" | "smtp" | "time-authority" | "outside";

export type Finding = {
  state: "met" | "notMet" | "unknown";
  /** What was found, as one of the sentences of the check. */
  found: "yes" | "no" | "none";
  count?: number;
  list?: readonly string[];
};

/** What one rule comes to for one agreement. */
export type RuleResult = { rule: Rule; finding: Finding; mend: MendPlace };

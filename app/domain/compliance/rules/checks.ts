import type { AgreementKind, Finding, MendPlace, Rule, RuleFacts } from "#app/domain/compliance/rules/rule";

type Check = {
  kinds: readonly AgreementKind[];
  mend: MendPlace;
  judge(facts: RuleFacts, rule: Rule): Finding;
};

const TERMS = ["terms"] as const;
const CONSENT = ["consent"] as const;
const ANSWERED = ["terms", "consent"] as const;
const ALL = ["terms", "consent", "information"] as const;

/** Part of how the portal is built: no setting of an agreement takes it away. */
function builtIn(kinds: readonly AgreementKind[]): Check {
  return { kinds, mend: "outside", judge: () => ({ state: "met", found: "yes" }) };
}

/** Nothing in the configuration says whether this is so. */
function outside(kinds: readonly AgreementKind[]): Check {
  return { kinds, mend: "outside", judge: () => ({ state: "unknown", found: "none" }) };
}

function either(isMet: boolean, found: Omit<Finding, "state" | "found"> = {}): Finding {
  return isMet ? { state: "met", found: "yes", ...found } : { state: "notMet", found: "no", ...found };
}

/** How each thing that rules ask is looked for. Pure: the same configuration gives the same finding. */
export const CHECKS = {
  shownNow: { kinds: ALL, mend: "agreement", judge: ({ isInForce }) => either(isInForce) },
  download: { kinds: ALL, mend: "agreement", judge: ({ languages }) => either(languages.length > 0, { list: languages }) },
  noticeDays: { kinds: TERMS, mend: "agreement", judge: ({ noticeDays }, { least = 0 }) => either(noticeDays >= least, { count: noticeDays }) },
  chargeNotice: {
    kinds: TERMS,
    mend: "agreement",
    judge: ({ chargeNoticeDays: days }, { least = 0, most = Infinity }) => either(days >= least && days <= most, { count: days }),
  },
  publicComment: {
    kinds: TERMS,
    mend: "agreement",
    judge: ({ hadComments }) => (hadComments === null ? { state: "unknown", found: "none" } : either(hadComments)),
  },
  leaving: { kinds: TERMS, mend: "outside", judge: ({ copyDays }) => ({ state: "met", found: "yes", count: copyDays }) },
  oldTermsOnExit: builtIn(TERMS),
  historyKept: { kinds: ALL, mend: "outside", judge: ({ versionCount }) => ({ state: "met", found: "yes", count: versionCount }) },
  inputCorrected: builtIn(TERMS),
  evidenceKept: {
    kinds: ANSWERED,
    mend: "retention",
    judge: ({ evidenceMonths }, { least = 0 }) => either(evidenceMonths >= least, { count: evidenceMonths }),
  },
  networkLogs: { kinds: ALL, mend: "outside", judge: ({ deviceMonths }) => ({ state: "unknown", found: "none", count: deviceMonths }) },
  conspicuous: { kinds: TERMS, mend: "agreement", judge: judgeConspicuous },
  explained: {
    kinds: ANSWERED,
    mend: "questions",
    judge: ({ waitingQuestions: count }) => (count === 0 ? { state: "met", found: "yes" } : { state: "unknown", found: "none", count }),
  },
  separateConsents: {
    kinds: ANSWERED,
    mend: "agreement",
    judge: ({ kind, purposeCount: count }) => (kind === "consent" ? either(count > 0, { count }) : { state: "unknown", found: "none" }),
  },
  asksAgain: builtIn(CONSENT),
  easyWithdrawal: builtIn(CONSENT),
  neverDeemed: builtIn(CONSENT),
  consentProof: { kinds: CONSENT, mend: "retention", judge: ({ evidenceMonths }) => ({ state: "met", found: "yes", count: evidenceMonths }) },
  originalKept: builtIn(ALL),
  neutralTime: { kinds: ALL, mend: "time-authority", judge: ({ hasTimeAuthority }) => either(hasTimeAuthority) },
  durableMedium: { kinds: ALL, mend: "smtp", judge: ({ sendsMail }) => either(sendsMail) },
  deemedConsumers: {
    kinds: TERMS,
    mend: "agreement",
    judge: ({ deeming }) => (deeming.isOn ? either(!deeming.hasConsumers) : { state: "met", found: "none" }),
  },
  deemedEssential: builtIn(TERMS),
  changeClause: {
    kinds: TERMS,
    mend: "agreement",
    judge: ({ deeming, clauses: { change } }) => (deeming.isOn ? either(change.length > 0, { list: change }) : { state: "met", found: "none" }),
  },
  noticeReached: {
    kinds: TERMS,
    mend: "agreement",
    judge: ({ deeming: { isOn, minimumGrade } }) => (isOn ? either("ABCD".includes(minimumGrade), { list: [minimumGrade] }) : { state: "met", found: "none" }),
  },
  freeExit: outside(TERMS),
  clickwrap: builtIn(TERMS),
  declineReach: builtIn(ANSWERED),
  screenKept: builtIn(ANSWERED),
  electronicConsent: outside(ANSWERED),
} as const satisfies Record<string, Check>;

/** Clauses that limit liability or choose the forum must stand out; where no clause has any such flag, nobody has looked yet. */
function judgeConspicuous({ clauses: { conspicuous, weighty } }: RuleFacts): Finding {
  const hidden = weighty.filter((clause) => !conspicuous.includes(clause));
  if (hidden.length > 0) return { state: "notMet", found: "no", list: hidden };
  return conspicuous.length === 0 ? { state: "unknown", found: "none" } : { state: "met", found: "yes", count: conspicuous.length };
}

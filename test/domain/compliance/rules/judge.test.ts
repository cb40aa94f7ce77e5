import { expect, test } from "vitest";
import { CHECKS } from "#app/domain/compliance/rules/checks";
import { judgeRules } from "#app/domain/compliance/rules/judge";
import { LAWS } from "#app/domain/compliance/rules/law";
import type { CheckName, Finding, RuleFacts } from "#app/domain/compliance/rules/rule";
import { RULES } from "#app/domain/compliance/rules/rules";
import { checkMessages, sayFound, sayRule } from "#app/messages/rule-checks";

const FACTS: RuleFacts = {
  slug: "general-terms",
  kind: "terms",
  isInForce: true,
  noticeDays: 30,
  chargeNoticeDays: 30,
  deeming: { isOn: true, hasConsumers: false, minimumGrade: "C" },
  clauses: { conspicuous: ["9.1", "12.2"], change: ["13.2"], weighty: ["12.2"] },
  hadComments: true,
  languages: ["zh-CN", "en"],
  versionCount: 2,
  purposeCount: 0,
  waitingQuestions: 0,
  sendsMail: true,
  hasTimeAuthority: true,
  copyDays: 30,
  evidenceMonths: 36,
  deviceMonths: 12,
};

type Case = [check: CheckName, change: Partial<RuleFacts>, expected: Partial<Finding>, limits?: { least?: number; most?: number }];

const CASES: Case[] = [
  ["shownNow", {}, { state: "met" }],
  ["shownNow", { isInForce: false }, { state: "notMet" }],
  ["download", { languages: [] }, { state: "notMet" }],
  ["noticeDays", {}, { state: "met", count: 30 }, { least: 30 }],
  ["noticeDays", {}, { state: "notMet", count: 30 }, { least: 31 }],
  ["noticeDays", { noticeDays: 0 }, { state: "notMet" }, { least: 7 }],
  ["chargeNotice", {}, { state: "met" }, { least: 7, most: 30 }],
  ["chargeNotice", { chargeNoticeDays: 31 }, { state: "notMet", count: 31 }, { least: 7, most: 30 }],
  ["chargeNotice", { chargeNoticeDays: 6 }, { state: "notMet", count: 6 }, { least: 7, most: 30 }],
  ["publicComment", {}, { state: "met" }],
  ["publicComment", { hadComments: false }, { state: "notMet" }],
  ["publicComment", { hadComments: null }, { state: "unknown" }],
  ["historyKept", {}, { state: "met", count: 2 }],
  ["evidenceKept", {}, { state: "met" }, { least: 36 }],
  ["evidenceKept", { evidenceMonths: 35 }, { state: "notMet", count: 35 }, { least: 36 }],
  ["networkLogs", {}, { state: "unknown", count: 12 }, { least: 6 }],
  ["conspicuous", {}, { state: "met", count: 2 }],
  ["conspicuous", { clauses: { conspicuous: ["9.1"], change: [], weighty: ["12.2", "13"] } }, { state: "notMet", list: ["12.2", "13"] }],
  ["conspicuous", { clauses: { conspicuous: [], change: [], weighty: [] } }, { state: "unknown" }],
  ["explained", {}, { state: "met" }],
  ["explained", { waitingQuestions: 3 }, { state: "unknown", count: 3 }],
  ["separateConsents", {}, { state: "unknown" }],
  ["separateConsents", { kind: "consent", purposeCount: 2 }, { state: "met", count: 2 }],
  ["separateConsents", { kind: "consent" }, { state: "notMet" }],
  ["neutralTime", { hasTimeAuthority: false }, { state: "notMet" }],
  ["durableMedium", {}, { state: "met" }],
  ["durableMedium", { sendsMail: false }, { state: "notMet" }],
  ["deemedConsumers", {}, { state: "met", found: "yes" }],
  ["deemedConsumers", { deeming: { isOn: true, hasConsumers: true, minimumGrade: "C" } }, { state: "notMet" }],
  ["deemedConsumers", { deeming: { isOn: false, hasConsumers: true, minimumGrade: "C" } }, { state: "met", found: "none" }],
  ["changeClause", {}, { state: "met", list: ["13.2"] }],
  ["changeClause", { clauses: { conspicuous: [], change: [], weighty: [] } }, { state: "notMet" }],
  ["noticeReached", { deeming: { isOn: true, hasConsumers: false, minimumGrade: "D" } }, { state: "met" }],
  ["noticeReached", { deeming: { isOn: true, hasConsumers: false, minimumGrade: "E" } }, { state: "notMet", list: ["E"] }],
  ["freeExit", {}, { state: "unknown" }],
  ["electronicConsent", {}, { state: "unknown" }],
];

test.each(CASES)("%s with %o is %o", (check, change, expected, limits = {}) => {
  const rule = { law: "cn-ecommerce", provision: { "zh-CN": "", en: "" }, readIn: null, check, ...limits } as const;
  expect(CHECKS[check].judge({ ...FACTS, ...change }, rule)).toMatchObject(expected);
});

test("every law has rules, every check serves one, and every rule names where it stands", () => {
  expect(LAWS.filter((law) => !RULES.some((rule) => rule.law === law))).toEqual([]);
  expect(Object.keys(CHECKS).filter((name) => !RULES.some(({ check }) => check === name))).toEqual([]);
  expect(RULES.filter(({ provision }) => provision.en === "" || provision["zh-CN"] === "")).toEqual([]);
});

test("only rules of the laws asked for and of the kind of agreement are judged, by the order of the laws", () => {
  const terms = judgeRules(FACTS, ["eu-gdpr", "cn-pipl"]);
  expect(new Set(terms.map(({ rule }) => rule.law))).toEqual(new Set(["cn-pipl", "eu-gdpr"]));
  expect(terms[0]?.rule.law).toBe("cn-pipl");
  expect(terms.map(({ rule }) => rule.check)).not.toContain("easyWithdrawal");
  const consent = judgeRules({ ...FACTS, kind: "consent", purposeCount: 1 }, ["cn-pipl"]);
  expect(consent.map(({ rule }) => rule.check)).toEqual(["asksAgain", "neverDeemed", "easyWithdrawal", "declineReach", "separateConsents"]);
});

const EXTREMES: Partial<RuleFacts>[] = [
  {}, { kind: "consent", purposeCount: 1 }, { kind: "consent" }, { kind: "information" },
  { isInForce: false, noticeDays: 0, chargeNoticeDays: 0, hadComments: null, languages: [], sendsMail: false, hasTimeAuthority: false, evidenceMonths: 1, waitingQuestions: 2 },
  { deeming: { isOn: true, hasConsumers: true, minimumGrade: "E" }, clauses: { conspicuous: [], change: [], weighty: ["1"] }, hadComments: false },
  { deeming: { isOn: false, hasConsumers: false, minimumGrade: "C" }, clauses: { conspicuous: [], change: [], weighty: [] } },
];

test.each(["zh-CN", "en"] as const)("whatever is found is said in a sentence in %s, and never that anything is valid or compliant", (language) => {
  for (const change of EXTREMES) {
    for (const { rule, finding } of judgeRules({ ...FACTS, ...change }, LAWS)) {
      const words = checkMessages[language][rule.check];
      const said = `${sayRule(words, rule)} ${sayFound(words, finding, ", ")}`;
      expect(sayFound(words, finding, ", "), `${rule.check} ${finding.found}`).not.toBe("");
      expect(said).not.toMatch(/undefined|NaN|Infinity|合法|合规|compliant|valid|lawful/);
    }
  }
});

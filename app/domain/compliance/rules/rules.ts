import type { Law } from "#app/domain/compliance/rules/law";
import type { Rule } from "#app/domain/compliance/rules/rule";

type Provision = Rule["provision"];
type Told = Omit<Rule, "law" | "provision" | "readIn"> & { readIn?: string };

function article(number: string): Provision {
  return { "zh-CN": `第 ${number} 条`, en: `Art. ${number}` };
}

function named(name: string): Provision {
  return { "zh-CN": name, en: name };
}

function rule(law: Law, provision: Provision, { readIn, ...told }: Told): Rule {
  return { law, provision, readIn: readIn ?? null, ...told };
}

const ECOMMERCE_DRAFT = "E-Commerce Law, draft 3, arts. 30–32 (law-lib), same substance as 31–33";
const ECOMMERCE_34 = "lawyer’s question-and-answer page on E-Commerce Law 34";
const FEES = "Xinhua on the guideline for platform fees, August 2025";
const PIPL_14 = "hicom notes on PIPL 14–15";
const SPC_10 = "text of the interpretation in a published commentary";
const CALIFORNIA = "National Law Review and consumerfinsights on AB 2863";
const DIGITAL_CONTENT = "cije.up.pt article on Directive 2019/770, Art. 19";

const CHINA: readonly Rule[] = [
  rule("cn-ecommerce", article("32–33"), { check: "shownNow", readIn: ECOMMERCE_DRAFT }),
  rule("cn-ecommerce", article("33"), { check: "download", readIn: ECOMMERCE_DRAFT }),
  rule("cn-ecommerce", article("34"), { check: "publicComment", readIn: ECOMMERCE_34 }),
  rule("cn-ecommerce", article("34"), { check: "noticeDays", least: 7, readIn: ECOMMERCE_34 }),
  rule("cn-ecommerce", article("34"), { check: "leaving", readIn: ECOMMERCE_34 }),
  rule("cn-ecommerce", article("34"), { check: "oldTermsOnExit", readIn: ECOMMERCE_34 }),
  rule("cn-ecommerce", article("31"), { check: "evidenceKept", least: 36, readIn: ECOMMERCE_DRAFT }),
  rule("cn-ecommerce", article("50"), { check: "inputCorrected", isUnverified: true }),
  rule("cn-platform-fees", { "zh-CN": "历史版本", en: "Historical versions" }, { check: "historyKept", least: 36, readIn: FEES, isUnverified: true }),
  rule("cn-civil-code", article("496(2)"), { check: "conspicuous", readIn: SPC_10 }),
  rule("cn-civil-code", article("496(2)"), { check: "explained", readIn: SPC_10 }),
  rule("cn-civil-code", { "zh-CN": "合同编通则司法解释第十条", en: "SPC interpretation on the Contract Book, Art. 10" }, { check: "screenKept", readIn: SPC_10 }),
  rule("cn-pipl", article("14"), { check: "asksAgain", readIn: PIPL_14 }),
  rule("cn-pipl", article("14"), { check: "neverDeemed", readIn: PIPL_14 }),
  rule("cn-pipl", article("15"), { check: "easyWithdrawal", readIn: PIPL_14 }),
  rule("cn-pipl", article("16"), { check: "declineReach", readIn: PIPL_14 }),
  rule("cn-pipl", article("23"), { check: "separateConsents", readIn: "article-by-article commentary on PIPL 23–24" }),
  rule("cn-e-signature", article("5–6"), { check: "originalKept", readIn: "E-Signature Law 4–11 (dgedu, jianbiaoku)" }),
  rule("cn-e-signature", { "zh-CN": "民事证据规定第九十三至九十四条", en: "Civil Evidence Rules 93–94" }, { check: "neutralTime", readIn: "articles on Civil Evidence Rules 93–94" }),
  rule("cn-cybersecurity", article("21"), { check: "networkLogs", least: 6, isUnverified: true }),
];

const EUROPE: readonly Rule[] = [
  rule("eu-gdpr", article("7(1)"), { check: "consentProof", readIn: "EDPB Guidelines 05/2020, §§104–108" }),
  rule("eu-gdpr", article("7(2)–(4)"), { check: "separateConsents", isUnverified: true }),
  rule("eu-gdpr", article("7(3)"), { check: "easyWithdrawal", isUnverified: true }),
  rule("eu-gdpr", named("C-673/17 Planet49; C-61/19 Orange România"), { check: "neverDeemed", isUnverified: true }),
  rule("eu-gdpr", named("ISO/IEC 29184 §5.2.8"), { check: "historyKept", readIn: "public research note quoting the standard" }),
  rule("eu-consumer", named("C-49/11 Content Services; C-375/15 BAWAG"), { check: "durableMedium" }),
  rule("eu-consumer", named("BGH XI ZR 26/20"), { check: "deemedConsumers", readIn: "text of the judgment (IWW, IHK Gera, mgup)" }),
  rule("eu-consumer", named("C-287/19 DenizBank"), { check: "deemedEssential", readIn: "curia; Hogan Lovells note" }),
  rule("eu-p2b", article("3(2)"), { check: "noticeDays", least: 15, readIn: "Regulation 2019/1150, Art. 3 and recitals 19–20 (cms-digitallaws)" }),
  rule("eu-p2b", article("3(2)"), { check: "durableMedium", readIn: "Regulation 2019/1150, Art. 3 and recitals 19–20 (cms-digitallaws)" }),
  rule("eu-p2b", article("3(2)"), { check: "leaving", readIn: "Regulation 2019/1150, Art. 3 and recitals 19–20 (cms-digitallaws)" }),
  rule("eu-psd2", { "zh-CN": "第 54 条（两个月，至多 62 日）", en: "Art. 54 (two months: 62 days at most)" }, { check: "noticeDays", least: 62, readIn: "EBA single rulebook" }),
  rule("eu-psd2", article("54"), { check: "changeClause", readIn: "EBA single rulebook" }),
  rule("eu-psd2", article("54"), { check: "freeExit", readIn: "EBA single rulebook" }),
  rule("eu-eecc", { "zh-CN": "第 105 条第 4 款（一个月，至多 31 日）", en: "Art. 105(4) (one month: 31 days at most)" }, { check: "noticeDays", least: 31, isUnverified: true }),
  rule("eu-eecc", article("105(4)"), { check: "freeExit", isUnverified: true }),
  rule("eu-digital-content", article("19"), { check: "durableMedium", readIn: DIGITAL_CONTENT, isUnverified: true }),
  rule("eu-digital-content", article("19"), { check: "freeExit", readIn: DIGITAL_CONTENT, isUnverified: true }),
  rule("eu-dsa", article("14(2)"), { check: "durableMedium", isUnverified: true }),
];

const UNITED_STATES: readonly Rule[] = [
  rule("us-assent", named("Berman (9th Cir. 2022); Chabolla (9th Cir. 2025); Meyer (2d Cir. 2017)"), { check: "clickwrap" }),
  rule("us-assent", named("Berman (9th Cir. 2022)"), { check: "screenKept" }),
  rule("us-assent", named("Jackson v. Amazon (9th Cir. 2023)"), { check: "noticeReached" }),
  rule("us-assent", named("Stover v. Experian (9th Cir. 2020)"), { check: "changeClause" }),
  rule("us-esign", named("15 U.S.C. 7001(d)"), { check: "originalKept" }),
  rule("us-esign", named("15 U.S.C. 7001(c)"), { check: "electronicConsent" }),
  rule("us-california-renewal", named("AB 2863"), { check: "evidenceKept", least: 36, readIn: CALIFORNIA }),
  rule("us-california-renewal", named("AB 2863"), { check: "chargeNotice", least: 7, most: 30, readIn: CALIFORNIA }),
];

/** Every rule that the portal can look at, by law. A rule says what to look for; whether it applies to an operator is for the operator to say. */
export const RULES: readonly Rule[] = [...CHINA, ...EUROPE, ...UNITED_STATES];

import type { Law } from "#app/domain/compliance/rules/law";
import type { MendPlace, RuleResult } from "#app/domain/compliance/rules/rule";
import { catalogue } from "#app/messages/catalogue";

type State = RuleResult["finding"]["state"];

/** The words of the rule check, but for those of the single checks. */
export const ruleMessages = catalogue<{
  title: string;
  link: string;
  lead: string;
  noClaim: string;
  titleOf: (slug: string) => string;
  basis: (version: number) => string;
  declared: string;
  undeclared: string;
  laws: Record<Law, string>;
  states: Record<State, string>;
  counts: (counts: Record<State, number>) => string;
  source: string;
  readIn: string;
  unverified: string;
  found: string;
  mend: string;
  places: Record<MendPlace, string>;
  none: string;
  noneForKind: string;
  back: string;
}>({
  en: {
    title: "Rule check",
    link: "How the agreements stand against the declared laws",
    lead: "What is configured, looked at against the laws that the operator declares to be under.",
    noClaim: "“Met” means that the configuration shows what a rule asks for. It does not say that an agreement is valid, or that the law is complied with, and takes the place of no lawyer.",
    titleOf: (slug) => `Rule check: ${slug}`,
    basis: (version) => `Version ${version} and the settings of this portal, as they are now.`,
    declared: "Declared laws",
    undeclared: "No law is declared, so every one that the portal knows is looked at. The setting DECLARED_LAWS says which apply.",
    laws: {
      "cn-ecommerce": "China: E-Commerce Law",
      "cn-civil-code": "China: Civil Code, standard terms",
      "cn-pipl": "China: Personal Information Protection Law",
      "cn-e-signature": "China: Electronic Signature Law and evidence rules",
      "cn-cybersecurity": "China: Cybersecurity Law",
      "cn-platform-fees": "China: guideline for platform fees",
      "eu-gdpr": "European Union: General Data Protection Regulation",
      "eu-consumer": "European Union: consumer contracts",
      "eu-p2b": "European Union: Regulation 2019/1150 (platform to business)",
      "eu-psd2": "European Union: Payment Services Directive (PSD2)",
      "eu-eecc": "European Union: Electronic Communications Code",
      "eu-digital-content": "European Union: Directive 2019/770 (digital content)",
      "eu-dsa": "European Union: Digital Services Act",
      "us-assent": "United States: notice and assent in the courts",
      "us-esign": "United States: E-SIGN Act",
      "us-california-renewal": "United States: California, automatic renewal",
    },
    states: { met: "Met", notMet: "Not met", unknown: "Not to be told from the configuration" },
    counts: ({ met, notMet, unknown }) => `${met} met, ${notMet} not met, ${unknown} not to be told`,
    source: "Source",
    readIn: "Read in",
    unverified: "from memory, not yet compared with the text",
    found: "Found",
    mend: "Where to mend it",
    places: {
      agreement: "A new version of the agreement",
      questions: "Questions about clauses",
      retention: "Periods of retention",
      smtp: "The setting SMTP_URL of the portal",
      "time-authority": "The setting TIME_AUTHORITY_URL of the portal",
      outside: "Outside this portal",
    },
    none: "No agreement is published. Once one is, its check stands here.",
    noneForKind: "None of these laws has a rule for agreements of this kind.",
    back: "All agreements",
  },
  "zh-CN": {
    title: "规则核对",
    link: "核对协议与声明适用的法律",
    lead: "将现有配置与运营者声明适用的法律逐项核对。",
    noClaim: "“符合”仅表示现有配置中具备该规则所要求的事项，不表示协议有效或已遵守法律，也不能代替律师意见。",
    titleOf: (slug) => `规则核对：${slug}`,
    basis: (version) => `依据第 ${version} 版及门户的现行设置。`,
    declared: "声明适用的法律",
    undeclared: "尚未声明适用的法律，因此核对本门户收录的全部规则。请在设置项 DECLARED_LAWS 中声明适用的法律。",
    laws: {
      "cn-ecommerce": "中国：电子商务法",
      "cn-civil-code": "中国：民法典（格式条款）",
      "cn-pipl": "中国：个人信息保护法",
      "cn-e-signature": "中国：电子签名法及证据规则",
      "cn-cybersecurity": "中国：网络安全法",
      "cn-platform-fees": "中国：平台收费行为合规指南",
      "eu-gdpr": "欧盟：通用数据保护条例（GDPR）",
      "eu-consumer": "欧盟：消费者合同",
      "eu-p2b": "欧盟：第 2019/1150 号条例（平台与商户）",
      "eu-psd2": "欧盟：支付服务指令（PSD2）",
      "eu-eecc": "欧盟：电子通信法典",
      "eu-digital-content": "欧盟：第 2019/770 号指令（数字内容）",
      "eu-dsa": "欧盟：数字服务法",
      "us-assent": "美国：判例中的告知与同意",
      "us-esign": "美国：电子签名法（E-SIGN）",
      "us-california-renewal": "美国：加利福尼亚州自动续期规则",
    },
    states: { met: "符合", notMet: "不符合", unknown: "无法从配置判断" },
    counts: ({ met, notMet, unknown }) => `符合 ${met} 项，不符合 ${notMet} 项，无法判断 ${unknown} 项`,
    source: "依据",
    readIn: "参阅",
    unverified: "凭记忆录入，尚未与原文核对",
    found: "核对所见",
    mend: "改正途径",
    places: {
      agreement: "发布协议的新版本",
      questions: "条款提问",
      retention: "保存期限",
      smtp: "门户设置项 SMTP_URL",
      "time-authority": "门户设置项 TIME_AUTHORITY_URL",
      outside: "本门户之外",
    },
    none: "尚未发布协议。协议发布后，核对结果列于此处。",
    noneForKind: "上述法律没有适用于此类协议的规则。",
    back: "全部协议",
  },
});

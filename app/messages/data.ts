import type { KeptKind, RetentionRule } from "#app/domain/evidence/retention/retention";
import { catalogue } from "#app/messages/catalogue";

/** The parts in which the page of one's data tells what is kept. */
export type DataPart =
  | "profile" | "acts" | "actsForOthers" | "imported" | "notices" | "objections" | "questions" | "comments" | "uses" | "authorities" | "roles"
  | "device" | "signIns" | "mails" | "requests" | "holds" | "looks" | "openings" | "leaving";

/** How long a part is kept: for a period of its own, with the account, or for good. */
export type KeptHow = KeptKind | "account" | "record";

/** The words of the page of one's own data, and of the periods for which data is kept. */
export const dataMessages = catalogue<{
  title: string;
  link: string;
  lead: string;
  leadFor: (name: string) => string;
  download: string;
  erase: string;
  parts: Record<DataPart, string>;
  keptKinds: Record<KeptKind, string>;
  kept: { account: string; record: string; for: (period: string, from: string) => string };
  months: (count: number) => string;
  days: (count: number) => string;
  from: Record<RetentionRule["from"], string>;
  reasons: Record<KeptKind, string>;
  nothing: string;
  more: (count: number) => string;
  facts: Record<"name" | "address" | "language" | "since" | "customer" | "place", string>;
  customers: Record<"consumer" | "business", string>;
  leftOut: string;
  leftOutList: string[];
  row: {
    openings: (count: number) => string;
    sessions: (count: number) => string;
    signIn: Record<"password" | "link", string>;
    imported: (source: string) => string;
    use: (grade: string) => string;
    authority: Record<"granted" | "revoked", string>;
    role: Record<"granted" | "revoked", (role: string) => string>;
    request: Record<"open" | "approved" | "rejected" | "withdrawn", string>;
    hold: Record<"placed" | "lifted", string>;
    looked: string;
    left: string;
    mail: string;
  };
}>({
  en: {
    title: "Your data",
    link: "See everything that is kept about you",
    lead: "Everything that this portal keeps about you, by kind, with how long and why.",
    leadFor: (name) => `Everything that this portal keeps about ${name}, by kind, with how long and why.`,
    download: "Download everything (JSON)",
    erase: "Have it erased",
    parts: {
      profile: "Account and profile", acts: "What you accepted, declined or consented to", actsForOthers: "What you did for organisations", imported: "Acceptances brought in from elsewhere",
      notices: "Notices to you", objections: "Objections", questions: "Questions about clauses", comments: "Comments on drafts", uses: "Use taken as acceptance",
      authorities: "Authorities", roles: "Roles", device: "Network address and browser at each act", signIns: "Sign-ins and open sessions", mails: "Mails kept here", requests: "Requests for erasure", holds: "Holds", looks: "When staff opened your file",
      openings: "Values with which your proofs are checked", leaving: "Your leaving",
    },
    keptKinds: { evidence: "Evidence of acts", notices: "Notices", correspondence: "Questions and answers", device: "Network address and browser at each act", mails: "Mails" },
    kept: { account: "Kept as long as the account.", record: "Kept for good, as a record that names you by an id alone.", for: (period, from) => `Kept for ${period}, counted from ${from}.` },
    months: (count) => `${count} months`,
    days: (count) => `${count} days`,
    from: {
      "end of the agreement for the party, or the act": "the end of the agreement for the party or, where none binds, from the act",
      "last word on the matter": "the last word on the matter",
      act: "the act",
      sending: "the sending",
    },
    reasons: {
      evidence: "To prove what was agreed: the ordinary limitation period, and the three years for which transactions must be kept.",
      notices: "A change binds only where its notice can be proved, so notices are kept as long as what they changed.",
      correspondence: "To prove that a clause was explained when somebody asked: the ordinary limitation period.",
      device: "To investigate acts in another person’s name, which usually come to light within months.",
      mails: "To find out why a mail did not arrive.",
    },
    nothing: "Nothing is kept of the following",
    more: (count) => `${count} more in the file`,
    facts: { name: "Name", address: "E-mail address", language: "Language", since: "Created", customer: "Customer", place: "Place" },
    customers: { consumer: "Consumer", business: "Business" },
    leftOut: "Not shown here",
    leftOutList: [
      "The hash of your password, and hashes of sessions, links and forms: they protect the account.",
      "The bodies of mails that wait: they go to your address, and may hold links that open the account. Once sent, they are not kept.",
      "Why staff looked at your case, and their words about a hold: they are about an inquiry or a dispute. Ask the operator for them.",
    ],
    row: {
      openings: (count) => `${count} random values, one for each detail that a proof covers. The evidence file of each receipt holds those that it needs.`,
      sessions: (count) => `Open sessions: ${count}`,
      signIn: { password: "Signed in with the password", link: "Signed in by a mailed link" },
      imported: (source) => `From ${source}`,
      use: (grade) => `Use after a notice, proved at grade ${grade}`,
      authority: { granted: "Authority granted for an organisation", revoked: "Authority revoked" },
      role: { granted: (role) => `Role given: ${role}`, revoked: (role) => `Role taken away: ${role}` },
      request: { open: "Erasure asked for", approved: "Erasure asked for, and approved", rejected: "Erasure asked for, and refused", withdrawn: "Erasure asked for, and taken back" },
      hold: { placed: "Hold placed", lifted: "Hold lifted" },
      looked: "A member of staff opened your file",
      left: "Left this portal",
      mail: "A mail was sent; its words are not kept",
    },
  },
  "zh-CN": {
    title: "我的信息",
    link: "查看本门户保存的您的全部信息",
    lead: "本门户保存的您的全部信息，按种类列明保存期限和理由。",
    leadFor: (name) => `本门户保存的${name}的全部信息，按种类列明保存期限和理由。`,
    download: "下载全部信息（JSON）",
    erase: "请求删除",
    parts: {
      profile: "账户与资料", acts: "接受、不接受和同意的记录", actsForOthers: "代表组织进行的操作", imported: "从其他系统导入的接受记录",
      notices: "发给您的通知", objections: "异议", questions: "条款提问", comments: "对草稿的意见", uses: "据以视为接受的使用",
      authorities: "授权", roles: "角色", device: "每次操作的网络地址和浏览器信息", signIns: "登录与会话", mails: "留存的邮件", requests: "删除请求", holds: "保全", looks: "工作人员查阅记录",
      openings: "核验凭证用的随机值", leaving: "退出记录",
    },
    keptKinds: { evidence: "操作证据", notices: "通知", correspondence: "提问与答复", device: "每次操作的网络地址和浏览器信息", mails: "邮件" },
    kept: { account: "与账户同时保存，账户删除时一并删除。", record: "作为记录长期保存，其中仅以编号指代您。", for: (period, from) => `保存 ${period}，自${from}起算。` },
    months: (count) => `${count} 个月`,
    days: (count) => `${count} 日`,
    from: {
      "end of the agreement for the party, or the act": "协议对当事人终止之日（无约束协议的，自操作之日）",
      "last word on the matter": "最后一次往来之日",
      act: "操作之日",
      sending: "发送之日",
    },
    reasons: {
      evidence: "用于证明所约定的内容：普通诉讼时效期间，以及交易信息三年的保存要求。",
      notices: "变更须能证明已通知方有约束力，故通知与其所变更的内容保存同样长的时间。",
      correspondence: "用于证明已应要求对条款作出说明：普通诉讼时效期间。",
      device: "用于查明冒名操作，此类情形通常在数月内发现。",
      mails: "用于查明邮件未送达的原因。",
    },
    nothing: "以下各类没有保存的信息",
    more: (count) => `另有 ${count} 项，见下载文件`,
    facts: { name: "姓名或名称", address: "电子邮箱", language: "语言", since: "创建时间", customer: "客户类别", place: "所在地" },
    customers: { consumer: "消费者", business: "经营者" },
    leftOut: "未在此列出的内容",
    leftOutList: [
      "密码、会话、链接和表单的哈希值：用于保护账户。",
      "待发邮件的正文：将发送至您的邮箱，且可能含有可进入账户的链接；发送后不再保存。",
      "工作人员查阅的理由及有关保全的说明：涉及调查或争议，可向运营者申请提供。",
    ],
    row: {
      openings: (count) => `${count} 个随机值，与凭证所涉及的各项信息一一对应。每份回执的证据文件均附有核验所需的随机值。`,
      sessions: (count) => `有效会话：${count} 个`,
      signIn: { password: "密码登录", link: "邮件链接登录" },
      imported: (source) => `来源：${source}`,
      use: (grade) => `通知后的使用，证明等级 ${grade}`,
      authority: { granted: "获组织授权", revoked: "授权被撤销" },
      role: { granted: (role) => `授予角色：${role}`, revoked: (role) => `撤销角色：${role}` },
      request: { open: "请求删除，待决定", approved: "请求删除，已批准", rejected: "请求删除，未获批准", withdrawn: "请求删除，已撤回" },
      hold: { placed: "设置保全", lifted: "解除保全" },
      looked: "工作人员查阅档案",
      left: "退出本门户",
      mail: "已发送邮件一封，内容不再保存",
    },
  },
});

/** A retention rule as a sentence, and why. A portal's own reason is told as it was written. */
export function sayPeriod(kind: KeptKind, { rule, shipped, language }: { rule: RetentionRule; shipped: RetentionRule; language: keyof typeof dataMessages }): { kept: string; reason: string } {
  const words = dataMessages[language];
  const period = "months" in rule.period ? words.months(rule.period.months) : words.days(rule.period.days);
  return { kept: words.kept.for(period, words.from[rule.from]), reason: rule.reason === shipped.reason ? words.reasons[kind] : rule.reason };
}

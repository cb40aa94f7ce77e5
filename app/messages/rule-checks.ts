import type { CheckName, Finding, Rule } from "#app/domain/compliance/rules/rule";
import { catalogue } from "#app/messages/catalogue";

type Found = { count: number; list: string };
type Said = string | ((found: Found) => string);
type CheckWords = { asks: string | ((limits: { least: number; most: number }) => string); yes?: Said; no?: Said; none?: Said };

/** What each check asks, and what it says of what it found. */
export const checkMessages = catalogue<Record<CheckName, CheckWords>>({
  en: {
    shownNow: { asks: "The text in force is shown to everybody", yes: "A version is in force and stands on the home page.", no: "No version is in force yet." },
    download: { asks: "Everybody can take the text away", yes: ({ list }) => `The text can be downloaded in: ${list}.`, no: "There is no text." },
    noticeDays: {
      asks: ({ least }) => `At least ${least} days between announcement and effect`,
      yes: ({ count }) => `A change is announced ${count} full days ahead.`,
      no: ({ count }) => `A change is announced only ${count} full days ahead.`,
    },
    chargeNotice: {
      asks: ({ least, most }) => `Where a charge begins: notice of ${least} to ${most} days`,
      yes: ({ count }) => `At least ${count} full days of notice are kept where a charge begins.`,
      no: ({ count }) => `The notice rule where a charge begins is ${count} full days.`,
    },
    publicComment: {
      asks: "Changes are put up for public comment before they are decided",
      yes: "Readers could comment on the draft of the latest change.",
      no: "The latest change was announced without a comment period.",
      none: "There was no change yet. A comment period can be opened on each draft.",
    },
    leaving: { asks: "Who refuses a change is not hindered from leaving", yes: ({ count }) => `Everybody can leave at any time by one page, and has ${count} days to fetch a copy of everything.` },
    oldTermsOnExit: { asks: "Until a person leaves, the former terms go on binding", yes: "Built in: a decline, an objection or silence never puts a version in the place of the one that binds." },
    historyKept: { asks: "Former versions are kept for at least three years", yes: ({ count }) => `All published versions are kept for good and are public: ${count} so far.` },
    inputCorrected: { asks: "Before it counts, an answer can be put right", yes: "Built in: the box is unticked, and nothing is recorded before the button." },
    evidenceKept: {
      asks: ({ least }) => `Evidence is kept for at least ${least} months`,
      yes: ({ count }) => `Evidence is kept for ${count} months after the agreement ends for a party.`,
      no: ({ count }) => `Evidence is kept for only ${count} months after the agreement ends for a party.`,
    },
    networkLogs: { asks: ({ least }) => `Network logs are kept for at least ${least} months`, none: ({ count }) => `Network logs are kept by the server before the portal, not by the portal. It keeps address and client of each act for ${count} months.` },
    conspicuous: {
      asks: "Clauses that limit liability or choose the forum stand out",
      yes: ({ count }) => `${count} clauses stand out, and with them every clause flagged for liability or forum.`,
      no: ({ list }) => `Flagged for liability or forum, but not as conspicuous: ${list}.`,
      none: "No clause is flagged as conspicuous. Whether one ought to be cannot be told from the flags.",
    },
    explained: { asks: "A clause is explained to whoever asks", yes: "Every clause can be asked about, and no question waits for an answer.", none: ({ count }) => `Every clause can be asked about. Questions that wait for an answer, of all agreements: ${count}.` },
    separateConsents: {
      asks: "Consents are asked apart from terms, each for itself",
      yes: ({ count }) => `Each purpose has its own control and record: ${count}.`,
      no: "This consent names no purpose.",
      none: "The portal records consents only apart from terms. Whether the text of these terms asks for one cannot be told.",
    },
    asksAgain: { asks: "A new purpose is asked anew", yes: "Built in: an answer holds for its purpose and recipient, and a new one has none." },
    easyWithdrawal: { asks: "A consent is withdrawn as easily as it is given", yes: "Built in: the same page takes back each consent by one button." },
    neverDeemed: { asks: "Silence, use or a box ticked beforehand is no consent", yes: "Built in: a consent is given by a button of its own, and is never deemed." },
    consentProof: { asks: "It can be shown that a consent was given", yes: ({ count }) => `Screen, text, session and instant of each answer are kept, until ${count} months after it ended.` },
    originalKept: { asks: "The text is kept complete and can be shown again as it was", yes: "Built in: texts are stored once under their hash, with sender, recipient and times of what was sent." },
    neutralTime: { asks: "A neutral third party confirms time and content", yes: "A time-stamping authority is configured.", no: "No time-stamping authority is configured: the operator alone keeps the proof." },
    durableMedium: {
      asks: "Notices reach the person on a durable medium",
      yes: "Notices go to an inbox whose messages nobody can alter, and by mail besides.",
      no: "Notices go to an inbox whose messages nobody can alter, but mails are not sent: they are only written to files.",
    },
    deemedConsumers: { asks: "Consumers’ silence is not taken as acceptance", yes: "Use counts as acceptance for businesses only.", no: "Use counts as acceptance for consumers too.", none: "Use never counts as acceptance of this agreement." },
    deemedEssential: { asks: "Essential changes need an express answer", yes: "Built in: an essential change is accepted by a click alone." },
    changeClause: {
      asks: "Use counts as acceptance only on a clause that says so",
      yes: ({ list }) => `Clauses flagged as change clauses: ${list}.`,
      no: "No clause is flagged as the change clause, so that use counts for nothing.",
      none: "Use never counts as acceptance of this agreement.",
    },
    noticeReached: {
      asks: "It can be shown that notice of a change reached each user",
      yes: ({ list }) => `Use counts only after a notice proved at grade ${list} or better.`,
      no: ({ list }) => `Use counts after a notice of grade ${list}: published, with no proof that it reached the user.`,
      none: "Use never counts as acceptance of this agreement.",
    },
    freeExit: { asks: "Whoever refuses the change leaves free of charge", none: "The portal lets everybody object before the effect and leave at any time. Whether the contract charges for it cannot be told." },
    clickwrap: { asks: "An unticked box, and a sentence beside the button that names it", yes: "Built in: the acceptance screen has both, and its exact bytes are kept." },
    declineReach: { asks: "Refusing takes no more than accepting", yes: "Built in: both buttons stand side by side at one size." },
    screenKept: { asks: "What was shown at the time can be shown again", yes: "Built in: each screen is kept once under its hash, with the clauses that stood out on it." },
    electronicConsent: { asks: "Consent to electronic delivery of notices that the law requires is an act of its own", none: "The portal does not know which of its notices a law requires to be written. A consent with that purpose can be published." },
  },
  "zh-CN": {
    shownNow: { asks: "持续公示现行文本", yes: "现行有效版本已在首页公示。", no: "尚无现行有效的版本。" },
    download: { asks: "文本可供阅览和下载", yes: ({ list }) => `可下载的语言文本：${list}。`, no: "没有文本。" },
    noticeDays: {
      asks: ({ least }) => `公告至生效不少于 ${least} 日`,
      yes: ({ count }) => `变更提前 ${count} 个整日公告。`,
      no: ({ count }) => `变更仅提前 ${count} 个整日公告。`,
    },
    chargeNotice: {
      asks: ({ least, most }) => `开始收费前 ${least} 至 ${most} 日内通知`,
      yes: ({ count }) => `开始收费前至少留出 ${count} 个整日的公告期。`,
      no: ({ count }) => `开始收费的公告期为 ${count} 个整日。`,
    },
    publicComment: {
      asks: "修改前公开征求意见",
      yes: "最近一次变更的草稿曾公开征求意见。",
      no: "最近一次变更未经公开征求意见即行公告。",
      none: "尚未发生变更。每份草稿均可公开征求意见。",
    },
    leaving: { asks: "不得阻止不接受修改者退出", yes: ({ count }) => `任何人可随时在一个页面办理退出，并有 ${count} 日取回全部资料的副本。` },
    oldTermsOnExit: { asks: "退出前适用原条款", yes: "系统保证：不接受、提出异议或不作答复，均不会改变当前约束的版本。" },
    historyKept: { asks: "历史版本至少保存三年", yes: ({ count }) => `已发布的版本永久保存并公开，现有 ${count} 个。` },
    inputCorrected: { asks: "提交前可更正输入", yes: "系统保证：勾选框默认未勾选，点击按钮前不作任何记录。" },
    evidenceKept: {
      asks: ({ least }) => `证据至少保存 ${least} 个月`,
      yes: ({ count }) => `证据保存至协议对当事人终止后 ${count} 个月。`,
      no: ({ count }) => `证据仅保存至协议对当事人终止后 ${count} 个月。`,
    },
    networkLogs: { asks: ({ least }) => `网络日志至少留存 ${least} 个月`, none: ({ count }) => `网络日志由门户前端的服务器留存，不属于本门户。本门户将每次操作的网络地址和客户端信息保存 ${count} 个月。` },
    conspicuous: {
      asks: "免除或限制责任、约定管辖的条款以显著方式提示",
      yes: ({ count }) => `${count} 条条款以显著方式提示，涵盖全部标记为责任或管辖的条款。`,
      no: ({ list }) => `已标记为责任或管辖、但未标记为重点提示的条款：${list}。`,
      none: "没有条款标记为重点提示，无法从标记判断是否应当提示。",
    },
    explained: { asks: "应对方要求对条款予以说明", yes: "每条条款均可提问，没有待答复的提问。", none: ({ count }) => `每条条款均可提问。全部协议中待答复的提问：${count} 项。` },
    separateConsents: {
      asks: "个人信息的同意与协议分开，逐项取得",
      yes: ({ count }) => `每项目的单独设置选项并单独记录，共 ${count} 项。`,
      no: "该同意书未列明任何目的。",
      none: "本门户仅在协议之外单独记录同意。协议正文是否夹带同意，无法判断。",
    },
    asksAgain: { asks: "目的变更时重新取得同意", yes: "系统保证：答复仅对其目的和接收方有效，新增事项须另行答复。" },
    easyWithdrawal: { asks: "撤回同意与给予同意同样便捷", yes: "系统保证：在同一页面点击一个按钮即可撤回。" },
    neverDeemed: { asks: "沉默、使用或预先勾选不构成同意", yes: "系统保证：同意须点击专门按钮作出，从不视为同意。" },
    consentProof: { asks: "能够证明已取得同意", yes: ({ count }) => `每次答复的页面、文本、会话和时间均予保存，至同意终止后 ${count} 个月。` },
    originalKept: { asks: "文本保持完整，可随时调取查用", yes: "系统保证：文本按哈希值一次写入保存，并记录所发信息的发件人、收件人及收发时间。" },
    neutralTime: { asks: "由中立第三方确认时间与内容", yes: "已配置时间戳机构。", no: "未配置时间戳机构，证据仅由运营者自行保管。" },
    durableMedium: {
      asks: "通知以耐久介质送达本人",
      yes: "通知存入任何人均无法改动的收件箱，并另发邮件。",
      no: "通知存入任何人均无法改动的收件箱，但邮件并未发出，仅写入文件。",
    },
    deemedConsumers: { asks: "消费者的沉默不视为接受", yes: "仅对经营者适用“使用视为接受”。", no: "对消费者也适用“使用视为接受”。", none: "本协议不适用“使用视为接受”。" },
    deemedEssential: { asks: "重大变更须明示接受", yes: "系统保证：重大变更仅可点击接受。" },
    changeClause: {
      asks: "“使用视为接受”须有条款依据",
      yes: ({ list }) => `标记为变更条款的条款：${list}。`,
      no: "没有条款标记为变更条款，使用不产生接受的效果。",
      none: "本协议不适用“使用视为接受”。",
    },
    noticeReached: {
      asks: "能够证明变更通知已到达每位用户",
      yes: ({ list }) => `通知的证明达到 ${list} 级或以上后，使用方视为接受。`,
      no: ({ list }) => `通知仅达到 ${list} 级（仅公布，无到达证明）即以使用视为接受。`,
      none: "本协议不适用“使用视为接受”。",
    },
    freeExit: { asks: "不接受变更者可免费退出", none: "任何人可在生效前提出异议，并可随时退出。合同是否就此收费，无法判断。" },
    clickwrap: { asks: "勾选框默认未勾选，按钮旁的说明与按钮文字一致", yes: "系统保证：接受页面两者兼备，并按原样保存。" },
    declineReach: { asks: "拒绝不比接受更费事", yes: "系统保证：两个按钮并排，大小相同。" },
    screenKept: { asks: "当时展示的内容可以再现", yes: "系统保证：每个页面按哈希值保存，并载明其上重点提示的条款。" },
    electronicConsent: { asks: "以电子方式送达法定通知须单独取得同意", none: "本门户无法判断哪些通知依法须采用书面形式。可为此目的发布一项同意。" },
  },
});

/** What a rule asks, as a sentence. */
export function sayRule(words: CheckWords, { least = 0, most = 0 }: Pick<Rule, "least" | "most">): string {
  return typeof words.asks === "string" ? words.asks : words.asks({ least, most });
}

/** What was found, as a sentence. */
export function sayFound(words: CheckWords, { found, count = 0, list = [] }: Finding, separator: string): string {
  const said = words[found] ?? "";
  return typeof said === "string" ? said : said({ count, list: list.join(separator) });
}

import { catalogue } from "#app/messages/catalogue";
import type { RefusalCode } from "#app/domain/refusal";
import { erasureProblems } from "#app/messages/erasure";
import { exportProblems } from "#app/messages/export-problems";
import { leavingProblems } from "#app/messages/leaving";
import { ledgerProblems } from "#app/messages/ledger";
import { importProblems } from "#app/messages/imports";
import { publicationProblems } from "#app/messages/publication";
import { objectionProblems } from "#app/messages/objections";
import { noticeProblems } from "#app/messages/public-notices";
import { questionProblems } from "#app/messages/questions";
import { commentProblems } from "#app/messages/reader-comments";
import { receiptProblems } from "#app/messages/receipt-problems";
import { retentionProblems } from "#app/messages/retention-problems";
import { formatInstant } from "#app/messages/time";

/** What a refusal's sentence may mention. */
export type ProblemDetails = Readonly<Record<string, string | number>>;

/** What happened, and what to do about it. */
export type ProblemText = { title: string; advice: string };

type Sentence = (details: ProblemDetails) => ProblemText;

/** A sentence for every refusal in both languages; a code that lacks one does not compile. */
export const problemMessages = catalogue<Record<RefusalCode, Sentence> & { failure: Sentence }>({
  en: {
    ...publicationProblems.en,
    ...ledgerProblems.en,
    ...importProblems.en,
    ...commentProblems.en,
    ...noticeProblems.en,
    ...objectionProblems.en,
    ...questionProblems.en,
    ...receiptProblems.en,
    ...erasureProblems.en,
    ...leavingProblems.en,
    ...exportProblems.en,
    ...retentionProblems.en,
    "party-unknown": ({ partyId }) => ({ title: `There is no party ${partyId}`, advice: "Ids of parties begin with pty_. Check the id and try again." }),
    "agreement-unknown": () => ({
      title: "There is no agreement at this address",
      advice: "The address may be mistyped. All agreements are listed on the first page.",
    }),
    "version-unknown": () => ({
      title: "There is no such version of this agreement",
      advice: "Every version that was ever announced is kept and listed in the agreement's history.",
    }),
    "text-unknown": () => ({
      title: "There is no such text of this version",
      advice: "The languages in which this version exists are linked from its page.",
    }),
    "text-corrupt": () => ({
      title: "This text is not shown, because it is not what was published",
      advice: "The stored text no longer matches the hash under which it was published. Please tell the operator of this portal.",
    }),
    "instant-invalid": ({ value }) => ({
      title: `“${value ?? ""}” is not a date`,
      advice: "Write a day such as 2026-04-01, or an instant with its zone such as 2026-04-01T00:00:00+08:00.",
    }),
    "range-invalid": ({ value }) => ({
      title: `“${value ?? ""}” does not name two versions`,
      advice: "Write two numbers with three dots between them, such as 1...2, or choose two versions in the agreement's history.",
    }),
    "sizes-invalid": ({ size }) => ({
      title: "There is no proof between these sizes",
      advice: `Give two numbers of entries from 1 to ${size ?? ""}, “from” not above “to”, as in /transparency/consistency?from=1&to=${size ?? ""}.`,
    }),
    "nothing-in-force": ({ at, zone }) => ({
      title: at === undefined ? "Nothing of this agreement is in force" : `Nothing of this agreement is in force on ${formatInstant(String(at), { zone: String(zone), language: "en" })}`,
      advice: "Its history shows which versions were announced and when each took effect.",
    }),
    "authority-missing": () => ({
      title: "You are not authorised to do this for the organisation",
      advice: "Nothing was recorded. Your authority does not cover it, or has ended. Ask the account owner, or choose at “Acting for” to act for yourself.",
    }),
    "answer-filter-unfit": ({ name }) => ({
      title: `“${name ?? ""}” is not a parameter here, or does not mean anything as it is written`,
      advice: "Nothing was answered, lest the answer be to another question. docs/compliance-api.md lists the parameters and their values.",
    }),
    "sign-in-missing": () => ({ title: "Nobody is signed in", advice: "Sign in as an auditor, and send the cookie of that session with the request." }),
    "input-invalid": () => ({
      title: "The request could not be understood",
      advice: "Nothing was recorded. Go back, check what was entered and send it again.",
    }),
    "form-foreign": () => ({
      title: "This form was not sent from this portal",
      advice: "Nothing was recorded. Open the page here and send the form again.",
    }),
    "form-stale": () => ({
      title: "This form is out of date",
      advice: "Nothing was recorded. You may have signed in or out since it was opened: open the page again and send it from there. If it happens again, allow this site to keep cookies.",
    }),
    "signed-out": () => ({ title: "You are no longer signed in", advice: "Nothing was recorded. Sign in, and send the form again." }),
    "form-too-large": () => ({
      title: "The form holds too much to be taken in",
      advice: "Nothing was recorded. Go back, shorten what was entered and send it again.",
    }),
    "form-unreadable": () => ({
      title: "The form could not be read",
      advice: "Nothing was recorded. Go back, reload the page and send it again.",
    }),
    "attempts-exceeded": () => ({
      title: "Too many attempts in a short time",
      advice: "Wait a few minutes and try again. Reading the agreements is possible all the while.",
    }),
    "page-unknown": () => ({ title: "There is no page at this address", advice: "The address may be mistyped, or the page may have moved." }),
    failure: () => ({
      title: "Something went wrong on our side",
      advice: "Your request was not completed. Try again in a moment; nothing that was recorded before is lost.",
    }),
  },
  "zh-CN": {
    ...publicationProblems["zh-CN"],
    ...ledgerProblems["zh-CN"],
    ...importProblems["zh-CN"],
    ...commentProblems["zh-CN"],
    ...noticeProblems["zh-CN"],
    ...objectionProblems["zh-CN"],
    ...questionProblems["zh-CN"],
    ...receiptProblems["zh-CN"],
    ...erasureProblems["zh-CN"],
    ...leavingProblems["zh-CN"],
    ...exportProblems["zh-CN"],
    ...retentionProblems["zh-CN"],
    "party-unknown": ({ partyId }) => ({ title: `没有编号为 ${partyId} 的当事人`, advice: "当事人编号以 pty_ 开头，请核对后重试。" }),
    "agreement-unknown": () => ({ title: "此地址没有协议", advice: "地址可能有误。首页列有全部协议。" }),
    "version-unknown": () => ({ title: "该协议没有这个版本", advice: "公告过的每个版本都长期保留，可在协议的历次版本中查到。" }),
    "text-unknown": () => ({ title: "该版本没有这份文本", advice: "该版本已有的语言文本，见该版本的页面。" }),
    "text-corrupt": () => ({
      title: "该文本与发布时不一致，故不予显示",
      advice: "存储的文本与发布时登记的哈希值不符，请告知本门户的运营者。",
    }),
    "instant-invalid": ({ value }) => ({
      title: `“${value ?? ""}”不是有效的日期`,
      advice: "请填写日期，如 2026-04-01；或带时区的时刻，如 2026-04-01T00:00:00+08:00。",
    }),
    "range-invalid": ({ value }) => ({
      title: `“${value ?? ""}”不是两个版本`,
      advice: "请写两个版本号，中间用三个点隔开，如 1...2；也可以在协议的历次版本中选择两个版本。",
    }),
    "sizes-invalid": ({ size }) => ({
      title: "没有这两个条目数之间的证明",
      advice: `请给出 1 至 ${size ?? ""} 之间的两个条目数，“from”不大于“to”，例如 /transparency/consistency?from=1&to=${size ?? ""}。`,
    }),
    "nothing-in-force": ({ at, zone }) => ({
      title: at === undefined ? "该协议目前没有施行中的版本" : `${formatInstant(String(at), { zone: String(zone), language: "zh-CN" })}，该协议没有施行中的版本`,
      advice: "历次版本列出了公告过的各个版本及其施行时间。",
    }),
    "authority-missing": () => ({
      title: "您未获授权代表该组织进行此项操作",
      advice: "没有记录任何内容。您的授权不包括此项操作，或者已经终止。请联系主账户持有人，或者在“代表”处改为代表您本人。",
    }),
    "answer-filter-unfit": ({ name }) => ({
      title: `参数“${name ?? ""}”不存在，或其值无法识别`,
      advice: "为避免答非所问，未返回任何结果。各参数及其取值见 docs/compliance-api.md。",
    }),
    "sign-in-missing": () => ({ title: "尚未登录", advice: "请以审计人员账户登录，并在请求中携带该会话的 Cookie。" }),
    "input-invalid": () => ({ title: "无法理解该请求", advice: "没有记录任何内容。请返回检查后重新提交。" }),
    "form-foreign": () => ({ title: "该表单不是从本门户提交的", advice: "没有记录任何内容。请在本门户打开页面后重新提交。" }),
    "form-stale": () => ({
      title: "该表单已失效",
      advice: "没有记录任何内容。打开页面之后，您可能登录或退出过，请重新打开页面后提交。如仍出现此提示，请允许本站使用 Cookie。",
    }),
    "signed-out": () => ({ title: "您已不在登录状态", advice: "没有记录任何内容。请登录后重新提交。" }),
    "form-too-large": () => ({ title: "提交的内容过多", advice: "没有记录任何内容。请返回缩减后重新提交。" }),
    "form-unreadable": () => ({ title: "无法读取该表单", advice: "没有记录任何内容。请返回、刷新页面后重新提交。" }),
    "attempts-exceeded": () => ({ title: "短时间内尝试次数过多", advice: "请过几分钟再试。其间仍可阅读各项协议。" }),
    "page-unknown": () => ({ title: "此地址没有页面", advice: "地址可能有误，或页面已移走。" }),
    failure: () => ({ title: "我们这边出了问题", advice: "您的请求未能完成，请稍后再试；此前的记录不受影响。" }),
  },
});

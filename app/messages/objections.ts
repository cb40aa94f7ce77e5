import type { ObjectionRefusal } from "#app/domain/refusal";
import { catalogue } from "#app/messages/catalogue";
import type { ProblemDetails, ProblemText } from "#app/messages/problems";

/** What objections, their answers and reports of use refuse. */
export const objectionProblems = catalogue<Record<ObjectionRefusal, (details: ProblemDetails) => ProblemText>>({
  en: {
    "objection-closed": ({ number }) => ({
      title: `Nobody can object to version ${number}`,
      advice: "One can object to a change that was announced and not withdrawn. What is offered to you for the first time can be declined on its own page.",
    }),
    "objection-nothing-binds": ({ number }) => ({
      title: `You are not bound by any earlier version, so version ${number} changes nothing for you`,
      advice: "It binds you only if you accept it. If you do not want it, decline it or do nothing.",
    }),
    "objection-unfit": ({ most }) => ({
      title: "The reason is too long or holds characters that cannot be stored",
      advice: `Nothing was recorded. Write at most ${most} characters, or leave the reason out: an objection needs none.`,
    }),
    "objection-unknown": () => ({
      title: "There is no such objection to answer",
      advice: "The address may be mistyped, or the person who objected was erased. All objections are listed at the desk.",
    }),
    "objection-answered": () => ({
      title: "Somebody else has answered this objection meanwhile",
      advice: "Nothing was sent. Open the objection again and read the answer; if it is not right, answer anew.",
    }),
    "objection-answer-unfit": ({ fault, most }) => ({
      title: fault === "date" ? "The date is missing or lies in the past" : "The answer is empty, too long, or holds characters that cannot be stored",
      advice: fault === "date" ? "Nothing was sent. Name a date ahead, until which the former version goes on or by which the party is asked to leave." : `Nothing was sent. Write at most ${most} characters.`,
    }),
    "objection-settled": () => ({
      title: "This objection is settled, or cannot be answered so",
      advice: "Nothing was sent. It was lifted, or the party has accepted the version since; an objection that came late can only be answered in words.",
    }),
    "party-locked": () => ({
      title: "Nothing can be recorded for this party any more",
      advice: "Its data is restricted or being erased. Its page of erasure says since when and until when.",
    }),
  },
  "zh-CN": {
    "objection-closed": ({ number }) => ({
      title: `不能对第 ${number} 版提出异议`,
      advice: "只能对已公告且未撤回的变更提出异议。首次向您提供的版本，可在其页面上选择不接受。",
    }),
    "objection-nothing-binds": ({ number }) => ({
      title: `此前没有任何版本约束您，第 ${number} 版并未改变您的权利义务`,
      advice: "只有您接受，该版才约束您。不愿接受的，可选择不接受，也可不作任何选择。",
    }),
    "objection-unfit": ({ most }) => ({
      title: "理由过长，或者含有无法保存的字符",
      advice: `没有记录任何内容。理由请不超过 ${most} 个字符，也可以不填：提出异议无须说明理由。`,
    }),
    "objection-unknown": () => ({ title: "没有这项待答复的异议", advice: "地址可能有误，或者提出异议的人已被抹除。编辑台列有全部异议。" }),
    "objection-answered": () => ({ title: "他人已先答复这项异议", advice: "您的答复没有发送。请重新打开该异议查看答复；如不妥当，可以重新答复。" }),
    "objection-answer-unfit": ({ fault, most }) => ({
      title: fault === "date" ? "日期未填写或者已经过去" : "答复为空、过长，或者含有无法保存的字符",
      advice: fault === "date" ? "没有发送任何内容。请填写将来的日期，即原版本继续适用的截止日或者请对方退出的期限。" : `没有发送任何内容。请填写答复，且不超过 ${most} 个字符。`,
    }),
    "objection-settled": () => ({ title: "这项异议已经了结，或者不能如此答复", advice: "没有发送任何内容。该异议已经解除，或者对方此后已接受该版；逾期提出的异议只能以文字答复。" }),
    "party-locked": () => ({ title: "不能再为该当事人记录任何内容", advice: "其数据已限制处理或者正在抹除，抹除页面载有起止时间。" }),
  },
});

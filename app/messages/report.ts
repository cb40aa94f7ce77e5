import { catalogue } from "#app/messages/catalogue";

/** The words of `concordat report`. The names of columns in CSV and JSON are the same in every language. */
export const reportMessages = catalogue({
  en: {
    bound: (party: string, when: string, known: string) => `What bound ${party} on ${when}, by what had been recorded up to ${known}`,
    accepted: (at: string) => `Answers as they stood at ${at}`,
    missing: (at: string) => `Parties asked for an answer who had given none by ${at}`,
    failed: (at: string) => `Notices that could not be delivered, as at ${at}`,
    totals: (at: string) => `Parties by what they had answered, as at ${at}`,
    none: "Nothing.",
    erased: (at: string) => `The person was erased at ${at}: what is recorded stays, and can no longer be read as theirs.`,
    factsNow: "Audience is judged by what is known of a party today: former places and products are not kept.",
    changes: "The answer changed within the day. What is told held at its end.",
    names: {
      at: "as at", from: "day began", agreement: "agreement", precedence: "precedence", version: "version", language: "language", textSha256: "text (SHA-256)", method: "method", grade: "grade",
      act: "act", happenedAt: "happened", recordedAt: "recorded", since: "binding since", actor: "done by", authority: "authority", authorityState: "authority then", entry: "ledger entry",
      notices: "notices proved", ended: "ended", left: "party left", void: "void clauses", undertakings: "not relied on", surviving: "surviving clauses", changes: "changed within the day", party: "party",
      state: "state", kind: "kind", customerKind: "customer", joinedAt: "joined", failures: "what failed", notice: "notice", reason: "reason", channel: "channel", source: "reported by", failedAt: "failed",
      status: "status", class: "class", announcedAt: "announced", effectiveAt: "in effect", accepted: "accepted", deemed: "deemed", deemedB: "B", deemedC: "C", deemedD: "D", deemedE: "E", deemedF: "F",
      declined: "declined", objected: "objected", given: "consents", refused: "refused", withdrawn: "withdrawn", due: "due", required: "required", unreachable: "unreachable",
    },
  },
  "zh-CN": {
    bound: (party: string, when: string, known: string) => `${party} 于 ${when} 受约束的协议（依据截至 ${known} 的记录）`,
    accepted: (at: string) => `截至 ${at} 的答复情况`,
    missing: (at: string) => `截至 ${at} 须答复而未答复的当事人`,
    failed: (at: string) => `截至 ${at} 未能送达的通知`,
    totals: (at: string) => `截至 ${at} 各类答复的当事人数`,
    none: "无。",
    erased: (at: string) => `该当事人的个人信息已于 ${at} 抹除：记录仍在，但已无法辨识其本人。`,
    factsNow: "适用对象按当事人目前的资料判断；以往的所在地和产品不予保存。",
    changes: "当日之内情况有变，所列为当日终了时的情况。",
    names: {
      at: "时点", from: "当日起点", agreement: "协议", precedence: "优先顺序", version: "版本", language: "语言", textSha256: "文本（SHA-256）", method: "方式", grade: "证明等级",
      act: "操作", happenedAt: "发生时间", recordedAt: "记录时间", since: "起始约束时间", actor: "操作人", authority: "授权", authorityState: "当时的授权状态", entry: "账本条目",
      notices: "已证明的通知", ended: "已终止", left: "当事人退出", void: "无效条款", undertakings: "承诺不援引的条款", surviving: "存续条款", changes: "当日变化", party: "当事人",
      state: "状态", kind: "种类", customerKind: "客户类别", joinedAt: "加入时间", failures: "未送达情况", notice: "通知", reason: "事由", channel: "渠道", source: "信息来源", failedAt: "失败时间",
      status: "版本状态", class: "变更类别", announcedAt: "公告时间", effectiveAt: "生效时间", accepted: "已接受", deemed: "视为接受", deemedB: "B", deemedC: "C", deemedD: "D", deemedE: "E", deemedF: "F",
      declined: "未接受", objected: "有异议", given: "已同意", refused: "不同意", withdrawn: "已撤回", due: "待答复", required: "待接受", unreachable: "无法送达",
    },
  },
});

/** Columns that a report may have. */
export type ReportName = keyof (typeof reportMessages)["en"]["names"];

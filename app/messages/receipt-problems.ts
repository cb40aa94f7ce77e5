import type { ReceiptRefusal } from "#app/domain/refusal";
import { catalogue } from "#app/messages/catalogue";
import type { ProblemText } from "#app/messages/problems";

/** What is said where a file of a receipt cannot be given. */
export const receiptProblems = catalogue<Record<ReceiptRefusal, () => ProblemText>>({
  en: {
    "receipt-unknown": () => ({
      title: "There is no such receipt",
      advice: "It may belong to another account, or its address may be mistyped. Your own receipts are listed under “My agreements”.",
    }),
    "receipt-unproved": () => ({
      title: "No signed checkpoint of the ledger covers this act yet",
      advice: "The record itself is kept. While the ledger stands still nothing new is signed; come back for the proof once the operator of this portal has set it going again.",
    }),
    "receipt-not-consent": () => ({
      title: "This is not a consent, and is not given out as one",
      advice: "Terms that are accepted or declined are a matter of contract. Take the record of the act (record.json) or its evidence file instead.",
    }),
  },
  "zh-CN": {
    "receipt-unknown": () => ({ title: "没有这份回执", advice: "它可能属于其他账户，或者地址有误。您自己的回执列在“我的协议”中。" }),
    "receipt-unproved": () => ({
      title: "尚无已签名的账本检查点涵盖此项行为",
      advice: "记录本身已经保存。账本停止期间不签发新的检查点；待本门户的运营者恢复账本后，再来下载证明。",
    }),
    "receipt-not-consent": () => ({
      title: "此项行为不是对处理个人信息的同意，不作为同意导出",
      advice: "接受或者不接受条款，属于合同行为。请改为下载该行为的记录（record.json）或者证据文件。",
    }),
  },
});

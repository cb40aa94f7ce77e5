import { catalogue } from "#app/messages/catalogue";

/** The words of the page on which evidence is checked. What it finds is told in the words of verify.ts. */
export const verifyPageMessages = catalogue({
  en: {
    title: "Check evidence",
    lead: "Find out whether a receipt or another piece of evidence is what the ledger holds. No account is needed.",
    here: "The files are checked by this browser. They do not leave your device.",
    sent: "Your browser runs no script here, so the files are sent to this portal, checked and forgotten: nothing of them is stored. If you would rather not send them, use the one-file verifier below.",
    files: "Evidence file, or its parts",
    filesHint: "A file that ends in .evidence.json; or entry.json and its .tlog-proof, with the texts and openings.json if you have them.",
    drop: "You can also drop files here.",
    key: "Verifier key of the ledger",
    keyHint:
      "Filled in with the keys of this portal’s own ledger. To be independent of this page, or for evidence of another ledger, enter keys that you obtained elsewhere, one a line. If you leave it empty, only the keys that came with the evidence are used, which proves less.",
    submit: "Check",
    result: "Result",
    limited: (minutes: number) => `Too much was sent for checking in a short time. Try again in ${minutes} ${minutes === 1 ? "minute" : "minutes"}, or use the one-file verifier below.`,
    tooLarge: (megabytes: number) => `These files are larger than the ${megabytes} MB that can be sent. Use the one-file verifier below, which takes more and sends nothing.`,
    answers: "What the four answers mean",
    elsewhere: "Without this page",
    elsewhereLead: "This single file does the same checks on any computer with Node 18 or later, offline:",
    download: (kilobytes: number) => `Download concordat-verify.mjs (${kilobytes} KB)`,
    byHand: "How to check without any of our software",
  },
  "zh-CN": {
    title: "核验证据",
    lead: "核对回执或者其他证据是否与存证账本所载一致。无需登录。",
    here: "文件由您的浏览器在本机核验，不会离开您的设备。",
    sent: "您的浏览器没有在此运行脚本，因此文件将发送至本门户，核验后即不保留，不作任何存储。不希望发送文件的，请使用下面的单文件核验程序。",
    files: "证据文件，或者其各组成部分",
    filesHint: "以 .evidence.json 结尾的文件；或者 entry.json 及其 .tlog-proof 文件，如有文本和 openings.json，可一并选择。",
    drop: "也可以将文件拖放到这里。",
    key: "账本的验证公钥",
    keyHint:
      "已填入本门户账本的公钥。如不愿依赖本页面，或者证据来自其他账本，请换成您从别处取得的公钥，每行一个。留空的，仅使用证据所附的公钥，所能说明的也较少。",
    submit: "核验",
    result: "核验结果",
    limited: (minutes: number) => `短时间内提交核验的内容过多。请 ${minutes} 分钟后再试，或者使用下面的单文件核验程序。`,
    tooLarge: (megabytes: number) => `文件超过了可以发送的 ${megabytes} MB。请使用下面的单文件核验程序，其上限更高，且不发送任何内容。`,
    answers: "四项结论的含义",
    elsewhere: "不依赖本页面",
    elsewhereLead: "以下单个文件可以在任何装有 Node 18 或更高版本的计算机上离线完成同样的核验：",
    download: (kilobytes: number) => `下载 concordat-verify.mjs（${kilobytes} KB）`,
    byHand: "如何不借助我们的任何程序自行核验",
  },
});

import { catalogue } from "#app/messages/catalogue";

type Place = { origin: string; index: number };

/** The words about keeping, checking and ending, on the page of a receipt and on paper. */
export const receiptSheetMessages = catalogue({
  en: {
    entry: ({ origin, index }: Place) => `Entry ${index} of the ledger ${origin}`,
    leaf: (hash: string) => `Hash of the entry: ${hash}`,
    shown: (hash: string) => `SHA-256 of the text shown: ${hash}`,
    binding: (hash: string) => `SHA-256 of the text that binds: ${hash}`,
    ledger: "Hash of the entry",
    proved:
      "This record is an entry of the operator’s tamper-evident ledger. The evidence file shows to anybody that it was entered and that nothing before it was changed since. As to the hour, whoever relies on this relies on the operator, unless an outside authority has stamped a later checkpoint; such stamps are listed on the portal’s transparency page.",
    unproved: "No signed checkpoint of the ledger covers this record yet. Until one does, whoever relies on this relies on the operator alone.",
    verify: "How to verify",
    verifySteps: (file: string, portal: string) => [
      `Upload ${file} at ${portal}/verify, or check it without network: concordat verify ${file}`,
      `Compare the key that the check names with the one published at ${portal}/transparency.`,
    ],
    end: { consent: "How to withdraw", terms: "How to leave" },
    withdraw: (portal: string) => `At ${portal}/consents, with one press, at any time. What was done before the withdrawal stays lawful.`,
    leave: (portal: string) => `You can leave at any time at ${portal}/leave: the agreements end and the account is closed. The agreement’s own clauses say how else it may be ended.`,
    keep: "Keep these files",
    keepLead: "They are enough to check this later without this portal.",
    receiptFile: "This receipt (PDF)",
    evidenceFile: "The evidence file",
    evidenceNote: ": it holds the proof and what is known of you and your device; give it only to those who are to check it",
    more: "Individual files",
    entryFile: "Entry in the ledger (JSON)",
    proofFile: "Proof (tlog-proof)",
    consentFile: "This consent in the words of the Data Privacy Vocabulary (JSON-LD)",
    lacking: "The font of this page lacks these characters, which may show as empty boxes above:",
  },
  "zh-CN": {
    entry: ({ origin, index }: Place) => `账本 ${origin} 的第 ${index} 号条目`,
    leaf: (hash: string) => `条目哈希值：${hash}`,
    shown: (hash: string) => `所显示文本的 SHA-256：${hash}`,
    binding: (hash: string) => `具有约束力文本的 SHA-256：${hash}`,
    ledger: "条目哈希值",
    proved:
      "本记录已作为条目记入运营者的防篡改账本。任何人均可凭证据文件核实：该条目确已入账，且此前的内容其后未经更改。就具体时刻而言，信赖本回执即是信赖运营者；但其后的检查点已由外部机构加盖时间戳的除外，此类时间戳列于本门户的存证透明度页面。",
    unproved: "尚无已签名的账本检查点涵盖本记录。在此之前，信赖本回执即是信赖运营者。",
    verify: "如何验证",
    verifySteps: (file: string, portal: string) => [
      `在 ${portal}/verify 提交 ${file}；也可以离线验证：concordat verify ${file}`,
      `将验证结果所示的公钥与 ${portal}/transparency 公布的公钥核对。`,
    ],
    end: { consent: "如何撤回", terms: "如何退出" },
    withdraw: (portal: string) => `可随时在 ${portal}/consents 点击一次撤回。撤回不影响撤回前已进行的处理的效力。`,
    leave: (portal: string) => `您可以随时在 ${portal}/leave 退出：各项协议终止，账户随之注销。协议终止的其他方式，依其自身条款。`,
    keep: "请保存以下文件",
    keepLead: "凭这些文件，日后无须本门户也能核对。",
    receiptFile: "本回执（PDF）",
    evidenceFile: "证据文件",
    evidenceNote: "：含有证明以及您本人和您设备的信息，只宜交给需要核对的人",
    more: "单项文件",
    entryFile: "账本条目（JSON）",
    proofFile: "证明（tlog-proof）",
    consentFile: "以数据隐私词汇表（DPV）表述的本项同意（JSON-LD）",
    lacking: "本页字体缺少下列字符，上文中可能显示为空框：",
  },
});

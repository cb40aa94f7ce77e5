import type { Language } from "#app/messages/catalogue";

/** What the draft of a statement names. */
export type StatementFacts = {
  counts: { entries: number; files: number };
  ledgers: readonly { origin: string; size: number; checkpointSha256: string }[];
  /** The newest time stamp from outside; null where there is none. */
  stamp: { authority: string; genTime: string; size: number } | null;
  /** SHA-256 of records.jsonl, and of the verifier where it is in the bag. */
  recordsSha256: string;
};

/** The draft of a statement by the custodian of the records: what a person may confirm of them, to be completed and signed by one. It claims nothing about validity. */
export function statementText(facts: StatementFacts, language: Language): string {
  return `${WRITERS[language](facts)}\n`;
}

const WRITERS: Record<Language, (facts: StatementFacts) => string> = {
  en: ({ counts, ledgers, stamp, recordsSha256 }) => `# Draft: statement of the custodian of records

**A draft, made by the program. It says nothing until a person who knows these things has checked each sentence, struck out what is not so, filled in the blanks and signed it. Whether such a statement is admitted, and what it is
worth, is for the court to decide; take legal advice.**

I, ______________________ (name), am ______________________ (position) at ______________________ (organisation), whose address is ______________________.

1. I am responsible for, or familiar with, the records of the portal at which the organisation publishes its agreements and takes acceptances. I know what follows from: ______________________.
2. The records in \`data/records.jsonl\` (${counts.entries} entries) were made by the portal at or near the time of what each records: an entry is written in the same commit as the act, and states when the thing happened and when it was recorded. An entry marked
   \`late\` was written after its record; an acceptance marked \`imported\` was recorded by another system, which it names, and its time is the one stated there.
3. The records were made and kept in the course of the regularly conducted activity of the organisation. Making them is a regular practice: the portal makes one for every such act, without selection.
4. The portal produces them by a process that gives accurate results when it works as it should. In general terms: each entry is hashed (SHA-256) and becomes a leaf of a Merkle tree (RFC 6962); the tree's root is signed with an Ed25519 key (a
   checkpoint); an entry that was altered, removed or inserted later changes the root and no longer fits the checkpoints given out before. Texts, screens and notices are stored once and named by their SHA-256. The portal re-checks its own ledger and stops writing when it does not agree with itself.
5. During the time concerned I know of the following faults of the portal that could have affected these records (or: of none): ______________________.
6. The bag holds copies. They are identified by hash: \`manifest-sha256.txt\` lists the SHA-256 of each of the ${counts.files} files that the program wrote before this statement, and of this draft as it was before signing. The SHA-256 of \`records.jsonl\` is \`${recordsSha256}\`.
   I compared them with the originals in this way: ______________________.
7. The checkpoints: ${ledgers.map(({ origin, size, checkpointSha256 }) => `\`${origin}\` over ${size} entries, SHA-256 of the note \`${checkpointSha256}\``).join("; ")}. Who holds the signing key, and how it is kept: ______________________.
8. ${stamp ? `The newest time stamp from outside in this bag is by ${stamp.authority}, of ${stamp.genTime}, over ${stamp.size} entries.` : "No authority outside has stamped the time of these records; their times are those of the portal's own clock."} How that clock is kept right: ______________________.
9. The bag was taken out by the person, for the reason and with the filter that \`bag-info.txt\` states.

I state that the above is true and correct to the best of my knowledge. (Add the words that the place requires, such as a declaration under penalty of perjury.)

Place and date: ______________________    Signature: ______________________`,
  "zh-CN": ({ counts, ledgers, stamp, recordsSha256 }) => `# 草稿：电子数据保管人说明

**本件为程序生成的草稿。须由了解情况的人员逐句核实，删去不符之处，填写空白并签名后，方为说明。该说明是否采纳、证明力大小，由人民法院（或者仲裁机构）审查认定；使用前请咨询律师。**

本人______________________（姓名），任______________________（单位）______________________（职务），单位地址：______________________。

一、本人负责管理或者熟悉本单位公布协议、收取接受表示的门户系统的记录。以下内容的了解途径：______________________。

二、\`data/records.jsonl\` 所载 ${counts.entries} 个条目，由系统在所记载事项发生之时或者其后即时生成：条目与操作在同一次提交中写入，分别载明发生时间与记录时间。标有 \`late\`（补录）的条目晚于其记录写入；标有 \`imported\`（导入）的接受由所载明的其他系统记录，其时间为该系统所载时间。

三、上述记录在本单位正常的业务活动中形成和保管。对每一项此类操作均形成记录，不作选择，为通常做法。

四、系统在正常运行时，其生成记录的方法能够得到准确结果。概要如下：每个条目计算 SHA-256 哈希值，作为默克尔树（RFC 6962）的叶；树根由 Ed25519 密钥签名，形成检查点；条目事后被改动、删除或者插入的，树根随之改变，与此前给出的检查点不再相符。文本、页面和通知各存一份，以其 SHA-256 命名。系统定期核验自身账本，发现不一致即停止写入。

五、在所涉期间内，本人所知可能影响上述记录的系统故障（如无，写明“无”）：______________________。

六、证据包内为复制件，以哈希值识别：程序在本说明之前写入的 ${counts.files} 个文件，以及签名前的本草稿，其 SHA-256 均列于 \`manifest-sha256.txt\`。\`records.jsonl\` 的 SHA-256 为 \`${recordsSha256}\`。本人与原始数据核对的方式：______________________。

七、检查点：${ledgers.map(({ origin, size, checkpointSha256 }) => `账本 \`${origin}\`，${size} 个条目，检查点文本的 SHA-256 为 \`${checkpointSha256}\``).join("；")}。签名密钥的持有人及保管方式：______________________。

八、${stamp ? `证据包内最新的外部时间戳由 ${stamp.authority} 作出，时间为 ${stamp.genTime}，涵盖 ${stamp.size} 个条目。` : "上述记录的时间未经外部机构加盖时间戳，以系统自身时钟为准。"}时钟校准方式：______________________。

九、证据包由 \`bag-info.txt\` 所载人员，以其所载事由和筛选条件导出。

以上情况属实。（按受理机关的要求补充具结文字。）

单位（盖章）：______________________　　说明人（签名）：______________________　　日期：______________________`,
};

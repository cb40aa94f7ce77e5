import {
  CLIMB_COMMAND, CLIMB_PROGRAM, FILE_COMMANDS, PERSON_COMMAND, PROGRAM_COMMAND, SIGNATURE_COMMANDS, TIME_COMMANDS, WHOLE_COMMANDS,
} from "#app/domain/compliance/bag/texts/by-hand";
import type { Language } from "#app/messages/catalogue";

/** How whoever holds a bag checks it: with the program in it, and with nothing of ours. */
export function howtoText(language: Language): string {
  return `${HOWTO[language]}\n`;
}

function shell(commands: string): string {
  return `\`\`\`sh\n${commands}\n\`\`\``;
}

const PYTHON = `\`\`\`python\n${CLIMB_PROGRAM}\n\`\`\``;

const EN = `# How to check this bag

This is a bag of evidence (BagIt 1.0, RFC 8493). It holds entries of a tamper-evident ledger and what they rest on. Everything in it can be checked without network and without whoever made it.

| file | holds |
| --- | --- |
| \`data/records.jsonl\` | the evidence: in each line an entry, \`leaf\` being the very bytes that were hashed (base64), \`entry\` the same to be read, and the path of its proof |
| \`data/proofs/\` | for each entry the proof (C2SP tlog-proof) that it is in the ledger, all of one ledger at its one checkpoint |
| \`data/checkpoints/\`, \`data/consistency/\` | signed states of the ledger, and the proofs that they are of one history |
| \`data/documents/\`, \`data/screens/\`, \`data/notices/\` | the texts, screens and notices, and lists of deliveries, named by their SHA-256 |
| \`data/openings.jsonl\` | only where names were asked for: personal values with what opens their commitments |
| \`data/timestamps/\` | where the operator has an outside authority: what it signed about the time of a checkpoint (RFC 3161), with its certificates inside |
| \`data/keys.vkey\` | the keys by which the checkpoints are signed; nothing in the bag vouches for them |
| \`data/context/dpv.jsonld\` | where consents are in it: what the words of their records mean |
| \`data/report.*.pdf\`, \`data/statement.*.md\` | a reading copy, and the draft of a statement by the custodian; they rest on the rest and prove nothing themselves |

## Which key

Anyone can make a key and sign a ledger of their own. Take the operator's key from another place than this bag: the page \`/transparency\` of its portal, best a copy kept from another day. Save the
one line as \`ledger.vkey\` beside the folder of the bag, unpack the ZIP file, and open a terminal in the folder that holds \`bagit.txt\`. Where the bag holds checkpoints of several ledgers, each has its own key: repeat step 3 for each.

## 1. The bag is complete

${shell(WHOLE_COMMANDS)}

It says \`complete and unaltered\`.

## 2. With the program in the bag

Node 18 or later, nothing else. The program came with the bag; the same is at \`/verify/concordat-verify.mjs\` of the portal, or compare its SHA-256 with the one that \`/transparency\` names.

${shell(PROGRAM_COMMAND)}

What follows needs nothing of ours: OpenSSL 3, Python 3 and \`sha256sum\`.

## 3. The key signed the checkpoints

${shell(SIGNATURE_COMMANDS)}

It says \`Signature Verified Successfully\` for each checkpoint. The first line of each must be the name in \`ledger.vkey\`.

## 4. The entries are in the ledger, and the ledger is one history

Save this as \`climb.py\` beside the folder of the bag. It hashes each entry, climbs with its proof to the root of the checkpoint (RFC 6962), compares what is there to be read with what was hashed, checks the
proofs between checkpoints, and computes each commitment anew.

${PYTHON}

${shell(CLIMB_COMMAND)}

## 5. The texts are those that the entries name

${shell(FILE_COMMANDS)}

The hash of each file stands in \`records.jsonl\`, under \`hashes\` of the entries that rest on it.

## 6. The person

An entry names persons by commitments alone: HMAC-SHA-256 with the opening as key over the tag, a zero byte, and the value as JSON. Step 4 computes all of them; for one by hand, with the \`opening\` of a line:

${shell(PERSON_COMMAND)}

Where a person was erased there is no opening; the entry \`party.erased\` then says so, and names the entries that lost theirs.

## 7. The time

Where there are time stamps: take the authority's root certificate from the authority itself, save it as \`authority.pem\` beside the folder of the bag, and run

${shell(TIME_COMMANDS)}

\`Verification: OK\` says that the authority saw this checkpoint at the time it states: nothing that the checkpoint covers is younger. Without time stamps, whoever relies on the hours relies on the operator's clock.

## What this shows, and what not

That these entries stand in a ledger whose contents a key signed; that nothing in it was changed since; that the texts are those that were offered. It does not show that anyone read them, nor who sat at the device, nor
whether anything is valid in law.`;

const ZH = `# 如何核验本证据包

本证据包为 BagIt 1.0（RFC 8493）文件包，收录防篡改存证账本的条目以及条目所依据的文件。全部内容均可离线核验，无须依赖制作者。

| 文件 | 内容 |
| --- | --- |
| \`data/records.jsonl\` | 证据本身：每行一个条目，\`leaf\` 为参与哈希计算的原始字节（base64），\`entry\` 为供阅读的同一内容，并载明其证明文件的路径 |
| \`data/proofs/\` | 每个条目的入账证明（C2SP tlog-proof），同一账本均以同一检查点为准 |
| \`data/checkpoints/\`、\`data/consistency/\` | 经签名的账本状态，以及各状态前后一致的证明 |
| \`data/documents/\`、\`data/screens/\`、\`data/notices/\` | 文本、页面、通知及送达清单，文件名为其 SHA-256 |
| \`data/openings.jsonl\` | 仅在要求载明姓名时提供：个人信息及其承诺值的打开数据 |
| \`data/timestamps/\` | 运营者使用外部时间戳机构的，为该机构对检查点时间的签名（RFC 3161），内含其证书 |
| \`data/keys.vkey\` | 签署检查点的公钥；证据包自身不能证明公钥归属 |
| \`data/context/dpv.jsonld\` | 含有同意记录的，说明其用语的含义 |
| \`data/report.*.pdf\`、\`data/statement.*.md\` | 供阅读的报告与保管人说明的草稿；二者以其他内容为依据，本身不构成证明 |

## 核对公钥

任何人均可自行制作密钥并签署账本。请从本证据包以外的来源取得运营者的公钥，例如其网站的 \`/transparency\` 页面，最好是此前留存的副本。将该行内容保存为 \`ledger.vkey\`，置于证据包文件夹之外的同级位置；
解压 ZIP 文件，在 \`bagit.txt\` 所在的文件夹中打开终端。证据包涉及数个账本的，各账本使用各自的公钥，第 3 步应分别进行。

## 1. 证据包完整

${shell(WHOLE_COMMANDS)}

应显示 \`complete and unaltered\`（完整且未经改动）。

## 2. 使用包内的程序核验

只需 Node 18 或更高版本。该程序随包提供；亦可从网站 \`/verify/concordat-verify.mjs\` 取得同一程序，或者将其 SHA-256 与 \`/transparency\` 页面所载的比对。

${shell(PROGRAM_COMMAND)}

以下各步不使用本系统的任何程序，只需 OpenSSL 3、Python 3 和 \`sha256sum\`。

## 3. 检查点由该密钥签署

${shell(SIGNATURE_COMMANDS)}

每个检查点均应显示 \`Signature Verified Successfully\`。各检查点首行应与 \`ledger.vkey\` 中的名称相同。

## 4. 条目已入账，账本前后一致

将以下程序保存为 \`climb.py\`，置于证据包文件夹之外的同级位置。程序逐条计算哈希值，按证明推算至检查点的根（RFC 6962），比对供阅读的内容与参与哈希计算的内容，核验各检查点之间的证明，并重新计算全部承诺值。

${PYTHON}

${shell(CLIMB_COMMAND)}

应显示 \`all hold\`（全部成立）。

## 5. 文本与条目所载一致

${shell(FILE_COMMANDS)}

各文件的哈希值载于 \`records.jsonl\` 中以其为依据的条目的 \`hashes\` 项下。

## 6. 当事人

条目仅以承诺值表示个人：以打开数据为密钥，对标签、一个零字节和 JSON 形式的值计算 HMAC-SHA-256。第 4 步已计算全部承诺值；如需手工计算其中一个，可取某行的 \`opening\`：

${shell(PERSON_COMMAND)}

个人信息已抹除的，不再有打开数据；\`party.erased\` 条目对此作出记载，并列明所涉条目。

## 7. 时间

有时间戳的，从时间戳机构取得其根证书，保存为 \`authority.pem\`，置于证据包文件夹之外的同级位置，然后执行：

${shell(TIME_COMMANDS)}

\`Verification: OK\` 表明该机构在所载时间见到该检查点，检查点所涵盖的内容不会晚于该时间。没有时间戳的，时间以运营者的时钟为准。

## 能够说明什么，不能说明什么

能够说明：所列条目存于经密钥签署的账本，此后未经改动；文本即为当时所展示的文本。不能说明：是否有人阅读、何人操作设备，以及任何事项在法律上是否有效。`;

const HOWTO: Record<Language, string> = { en: EN, "zh-CN": ZH };

import type { Column, RowFault, Unknown } from "#app/domain/evidence/import/import-row";
import type { ImportRefusal } from "#app/domain/refusal";
import { catalogue } from "#app/messages/catalogue";
import type { ProblemDetails, ProblemText } from "#app/messages/problems";

type Faults = Record<RowFault["code"], (about: string) => string>;

/** The words about acceptances that were recorded elsewhere and brought in. */
export const importMessages = catalogue({
  en: {
    refused: (title: string, advice: string) => `${title}. ${advice}`,
    title: "Bring in past acceptances",
    link: "Bring in past acceptances",
    lead: "Acceptances that another system recorded, as a file of rows. They are kept as what they are: made elsewhere, at the instant that the source states, with a list of what is not known about them.",
    file: "File",
    fileHint: (megabytes: number) => `UTF-8, at most ${megabytes} MB; longer files are brought in on the command line: concordat import-acceptances`,
    agreement: "Agreement",
    format: "Form of the file",
    formats: { csv: "CSV: the first line names the columns", jsonl: "JSONL: one object per line" },
    source: "System that recorded them",
    sourceHint: "For rows that do not say it. Its name stands in every record; name no person.",
    check: "Check only",
    submit: "Check and bring in",
    columnsTitle: "Columns",
    columns: {
      email: "Address of the person. An account is found by it, or a party is made that a later sign-up with this confirmed address takes over",
      reference: "What the source calls the person, where there is no address",
      version: "Number of the version here",
      text_sha256: "In place of the number, or to check it: the hash of the text that was accepted",
      happened_at: "Required. The instant with its zone, such as 2024-03-01T15:30:00+08:00; or the day alone, and the time of day counts as unknown",
      source: "System that recorded it",
      method: "How it was done there, in the words of the source",
      record: "Number of the row in the source",
      language: "Language of the text that was shown",
      unknown: "What else is not known, separated by semicolons",
    } satisfies Record<Column, string>,
    outcome: {
      faulty: (rows: number, faults: number) => `Nothing was brought in: of ${rows} rows ${faults} cannot be taken as they are. Mend them in the file and send it again.`,
      checked: (rows: number) => `All ${rows} rows can be brought in. Nothing has been written yet.`,
      imported: (recorded: number, known: number) => `${recorded} acceptances were brought in; ${known} were here already and stay as they are.`,
    },
    line: (line: number) => `Line ${line}`,
    more: (count: number) => `and ${count} more`,
    faultsTitle: "What to mend",
    past: "Brought in so far",
    pastNone: "Nothing has been brought in yet.",
    pastLine: (rows: number, recorded: number) => `${rows} rows, ${recorded} recorded`,
    missing: { file: "Choose a file", source: "Shorten the name to 100 characters, without an e-mail address" },
    receipt: {
      source: "Recorded by",
      method: "Done there as",
      unknown: "Not known",
      recordedAt: "Brought in here",
      note: "This acceptance was made elsewhere. The time is the one that the source states; the portal did not see it happen.",
    },
    unknowns: {
      screen: "the screen that was shown", actor: "who acted for the party", signIn: "how the person was identified", device: "the device", method: "the way of accepting",
      language: "the language of the text shown (the binding text is named)", timeOfDay: "the time of day", email: "an e-mail address",
    } satisfies Record<Unknown, string>,
    faults: {
      "columns-unknown": (about) => `“${about}” is no column, or stands twice. Use the names of the list of columns`,
      "columns-missing": (about) => `The column “${about}” is missing in the first line`,
      "cells-wrong": (about) => `The row has another number of values than the first line (${about}). Put values that hold a comma in quotation marks`,
      "row-unreadable": () => "The row cannot be read: a quotation mark or a bracket is out of place, or never closed",
      "cell-unfit": (about) => `The value of “${about}” is too long, or holds control characters or an e-mail address. Shorten it`,
      "party-missing": () => "The row names nobody. Fill in “email” or “reference”",
      "email-invalid": (about) => `“${about}” is not an e-mail address`,
      "version-missing": () => "The row does not say what was accepted. Fill in “version” or “text_sha256”",
      "version-unknown": (about) => `There is no version “${about}”. Publish it here first, or correct the number`,
      "hash-unknown": (about) => `No text of this agreement has the hash ${about}. Publish the version here first, or correct the hash`,
      "hash-differs": (about) => `The hash belongs to another version than ${about}. Correct one of the two`,
      "happened-missing": () => "The row does not say when it happened. Fill in “happened_at”",
      "happened-invalid": (about) => `“${about}” is not an instant with its zone. Write it like 2024-03-01T15:30:00+08:00, or the day alone like 2024-03-01`,
      "happened-ahead": (about) => `${about} has not come yet. Correct the instant or its zone`,
      "source-missing": () => "The row does not say which system recorded it. Fill in “source”, or name it once for all rows",
      "language-unknown": (about) => `The version has no text in “${about}”. Correct the language, or leave it empty and it counts as unknown`,
      "account-unconfirmed": (about) => `The account with ${about} has not confirmed the address. Ask its holder to confirm it and bring the file in again, or take the row out`,
    } satisfies Faults,
  },
  "zh-CN": {
    refused: (title, advice) => `${title}。${advice}`,
    title: "导入以往的接受记录",
    link: "导入以往的接受记录",
    lead: "将其他系统记录的接受以数据文件导入。记录如实保存：在别处作出，时间以来源所载为准，并列明哪些事项不详。",
    file: "文件",
    fileHint: (megabytes) => `UTF-8 编码，不超过 ${megabytes} MB；更大的文件请用命令行导入：concordat import-acceptances`,
    agreement: "协议",
    format: "文件格式",
    formats: { csv: "CSV：首行为列名", jsonl: "JSONL：每行一个对象" },
    source: "原记录系统",
    sourceHint: "用于未注明来源的行。名称会写入每条记录，请勿包含个人信息。",
    check: "仅检查",
    submit: "检查并导入",
    columnsTitle: "列",
    columns: {
      email: "当事人的邮箱。据此找到账户；没有账户的，建立当事人，日后以该邮箱注册并确认的人承接其记录",
      reference: "没有邮箱时，来源系统对该人的编号",
      version: "本门户的版本号",
      text_sha256: "代替版本号，或者用于核对：所接受文本的哈希值",
      happened_at: "必填。带时区的时刻，如 2024-03-01T15:30:00+08:00；也可只写日期，具体时刻则记为不详",
      source: "作出记录的系统",
      method: "在来源系统中的接受方式，按其原有说法填写",
      record: "来源系统中的行号",
      language: "当时所示文本的语言",
      unknown: "其他不详的事项，以分号隔开",
    },
    outcome: {
      faulty: (rows, faults) => `没有导入任何内容：${rows} 行中有 ${faults} 行不能照原样接收。请在文件中更正后重新提交。`,
      checked: (rows) => `${rows} 行均可导入。目前尚未写入任何内容。`,
      imported: (recorded, known) => `已导入 ${recorded} 条接受记录；另有 ${known} 条此前已有，保持不变。`,
    },
    line: (line) => `第 ${line} 行`,
    more: (count) => `另有 ${count} 处`,
    faultsTitle: "需要更正之处",
    past: "已导入的文件",
    pastNone: "尚未导入过。",
    pastLine: (rows, recorded) => `共 ${rows} 行，记录 ${recorded} 条`,
    missing: { file: "请选择文件", source: "请将名称缩短到 100 个字符以内，且不得包含邮箱" },
    receipt: {
      source: "原记录系统",
      method: "当时的接受方式",
      unknown: "不详",
      recordedAt: "导入本门户的时间",
      note: "该接受在别处作出。时间以来源所载为准，本门户并未见证。",
    },
    unknowns: {
      screen: "当时显示的页面", actor: "由谁代表当事人操作", signIn: "如何核验身份", device: "所用设备", method: "接受方式",
      language: "所示文本的语言（此处列出有约束力的文本）", timeOfDay: "当日的具体时刻", email: "电子邮箱",
    },
    faults: {
      "columns-unknown": (about) => `没有名为“${about}”的列，或者该列重复。请使用列表中的列名`,
      "columns-missing": (about) => `首行缺少“${about}”列`,
      "cells-wrong": (about) => `该行的值数与首行不符（${about}）。含逗号的值请用引号括起`,
      "row-unreadable": () => "该行无法读取：引号或者括号位置有误，或者没有闭合",
      "cell-unfit": (about) => `“${about}”的值过长，或者含有控制字符或邮箱。请缩短`,
      "party-missing": () => "该行没有写明当事人。请填写 email 或者 reference",
      "email-invalid": (about) => `“${about}”不是电子邮箱`,
      "version-missing": () => "该行没有写明接受的是什么。请填写 version 或者 text_sha256",
      "version-unknown": (about) => `没有第 ${about} 版。请先在本门户发布，或者更正版本号`,
      "hash-unknown": (about) => `该协议没有哈希值为 ${about} 的文本。请先在本门户发布该版，或者更正哈希值`,
      "hash-differs": (about) => `该哈希值不属于第 ${about} 版。请更正其中之一`,
      "happened-missing": () => "该行没有写明时间。请填写 happened_at",
      "happened-invalid": (about) => `“${about}”不是带时区的时刻。请写成 2024-03-01T15:30:00+08:00，或者只写日期 2024-03-01`,
      "happened-ahead": (about) => `${about} 尚未到来。请更正时刻或者时区`,
      "source-missing": () => "该行没有写明由哪个系统记录。请填写 source，或者为所有行统一指明",
      "language-unknown": (about) => `该版没有“${about}”文本。请更正语言；留空则记为不详`,
      "account-unconfirmed": (about) => `使用 ${about} 的账户尚未确认邮箱。请其持有人确认后重新导入，或者删去该行`,
    },
  },
});

/** What is not known, in the language of the interface; what a source said in its own words stays so. */
export function describeUnknown(unknown: string, words: Record<string, string>): string {
  return Object.hasOwn(words, unknown) ? (words[unknown] ?? unknown) : unknown;
}

/** What bringing in refuses as a whole. */
export const importProblems = catalogue<Record<ImportRefusal, (details: ProblemDetails) => ProblemText>>({
  en: {
    "import-changed": () => ({
      title: "The file or the accounts became others while the rows were written",
      advice: "Some rows may be recorded. Bring the file in again: what is there stays as it is, and the rest follows.",
    }),
    "import-empty": () => ({ title: "The file holds no row", advice: "Put one acceptance in each row; in CSV the first line names the columns." }),
    "import-not-terms": ({ slug }) => ({
      title: `“${slug}” is not accepted`,
      advice: "Only acceptances of terms can be brought in. Consents are asked for anew, and notices are not accepted.",
    }),
    "import-unreadable": () => ({ title: "The file is no UTF-8 text", advice: "Save it as UTF-8 and send it again. Nothing was written." }),
  },
  "zh-CN": {
    "import-changed": () => ({ title: "写入期间，文件或者账户发生了变化", advice: "部分行可能已经记录。请重新导入：已有的保持不变，其余的会补上。" }),
    "import-empty": () => ({ title: "文件中没有数据行", advice: "每行写一条接受记录；CSV 的首行为列名。" }),
    "import-not-terms": ({ slug }) => ({ title: `“${slug}”不是须接受的条款`, advice: "只能导入对条款的接受。同意须重新征求，告知无须接受。" }),
    "import-unreadable": () => ({ title: "文件不是 UTF-8 文本", advice: "请另存为 UTF-8 后重新提交。没有写入任何内容。" }),
  },
});

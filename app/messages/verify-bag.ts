import type { BagJudgement, BagRecordFault, JudgedRecord } from "#app/ledger/bag";
import type { BagFault } from "#app/ledger/bagit";
import type { Hashing } from "#app/ledger/crypto";
import { catalogue, type Language } from "#app/messages/catalogue";
import { verifyMessages } from "#app/messages/verify";
import { reportOf, type LevelName, type LevelState } from "#app/messages/verify-report";
import { visibleLine } from "#app/messages/visible";

/** Further entries that fail are counted, not listed. */
const MOST_LISTED = 20;

const words = catalogue({
  en: {
    verdict: {
      holds: "The evidence bag holds: nothing in it contradicts itself or the ledger",
      selfConsistent: "The evidence bag agrees with itself; whose key it is has not been checked",
      fails: "The evidence bag does not hold as given",
    },
    whole: "As a bag (RFC 8493): yes. Every file that it lists is there, unaltered, and none is there that it does not list.",
    broken: (sentence: string) => `As a bag (RFC 8493): no. ${sentence}`,
    fault: {
      declarationMissing: () => "bagit.txt is missing, so this is no bag.",
      declarationMalformed: () => "bagit.txt is not as a bag has it.",
      manifestMissing: () => "There is no list of its files (manifest-sha256.txt).",
      manifestMalformed: (about) => `${about} is damaged, or lists what it may not.`,
      algorithmUnknown: (about) => `${about} uses a digest that this program does not know.`,
      pathUnsafe: (about) => `The path ${about} leads out of the folder. Do not unpack it.`,
      listedTwice: (about) => `${about} is listed twice.`,
      fileMissing: (about) => `${about} is listed, but is not there.`,
      fileUnlisted: (about) => `${about} is there, but is not listed.`,
      fileAltered: (about) => `${about} was altered: its digest is another than the one listed.`,
      totalOther: () => "bag-info.txt announces other numbers of bytes and files (Payload-Oxum).",
    } satisfies Record<BagFault, (about: string) => string>,
    count: (count: number) => (count === 1 ? "1 entry was checked, as if it had been handed in by itself:" : `${count} entries were checked, each as if it had been handed in by itself:`),
    none: "There is no entry in it (data/records.jsonl).",
    level: (name: string, told: readonly string[]) => `  ${name}: ${told.join(", ")}`,
    state: (state: string, count: number) => `${state.toLowerCase()} ${count}`,
    failing: "What fails:",
    line: (line: number, record: string, sentence: string) => `  line ${line}, ${record}: ${sentence}`,
    lineFault: {
      lineMalformed: (about) => `the line of ${about} is damaged`,
      viewOther: () => "what is there to be read is not what was hashed",
      placeOther: () => "it does not stand in the ledger where the line says",
      unreadable: (about) => `it cannot be checked (${about})`,
    } satisfies Record<BagRecordFault, (about: string) => string>,
    more: (count: number) => `  and ${count} more`,
    strays: (count: number, names: string) => `${count === 1 ? "A file" : `${count} files`} on which no entry rests: ${names}`,
    beside: "Reports, tables, statements and how-tos in the bag are covered by its list of files only, not by the ledger.",
  },
  "zh-CN": {
    verdict: {
      holds: "证据包核验成立：其内容与自身、与账本均无矛盾",
      selfConsistent: "证据包自身前后相符；尚未核对公钥归属",
      fails: "所提供的证据包核验不成立",
    },
    whole: "作为文件包（RFC 8493）：是。所列文件齐全且未经改动，也没有未列出的文件。",
    broken: (sentence: string) => `作为文件包（RFC 8493）：否。${sentence}`,
    fault: {
      declarationMissing: () => "缺少 bagit.txt，因此不是文件包。",
      declarationMalformed: () => "bagit.txt 不符合格式。",
      manifestMissing: () => "缺少文件清单（manifest-sha256.txt）。",
      manifestMalformed: (about) => `${about} 已损坏，或者列有不得列入的内容。`,
      algorithmUnknown: (about) => `${about} 使用了本程序不能识别的摘要算法。`,
      pathUnsafe: (about) => `路径 ${about} 指向所在文件夹之外。请勿解压。`,
      listedTwice: (about) => `${about} 在清单中出现两次。`,
      fileMissing: (about) => `清单列有 ${about}，但该文件不存在。`,
      fileUnlisted: (about) => `${about} 存在，但未列入清单。`,
      fileAltered: (about) => `${about} 已被改动：其摘要与清单不符。`,
      totalOther: () => "bag-info.txt 所载的字节数和文件数与实际不符（Payload-Oxum）。",
    },
    count: (count: number) => `共核验 ${count} 个条目，每个条目均视同单独提交：`,
    none: "其中没有条目（data/records.jsonl）。",
    level: (name: string, told: readonly string[]) => `  ${name}：${told.join("，")}`,
    state: (state: string, count: number) => `${state} ${count}`,
    failing: "不成立之处：",
    line: (line: number, record: string, sentence: string) => `  第 ${line} 行，${record}：${sentence}`,
    lineFault: {
      lineMalformed: (about) => `${about} 中的该行已损坏`,
      viewOther: () => "可读内容与计算摘要时的内容不一致",
      placeOther: () => "该条目在账本中的位置与该行所载不符",
      unreadable: (about) => `无法核验（${about}）`,
    },
    more: (count: number) => `  另有 ${count} 处`,
    strays: (count: number, names: string) => `有 ${count} 个文件没有任何条目以其为依据：${names}`,
    beside: "证据包中的报告、表格、声明和说明仅由文件清单保证未经改动，不受账本保证。",
  },
});

/** The judgement of a bag as lines of text. Texts from the bag come out fit for the eye. */
export function bagReportText(hashing: Hashing, judgement: BagJudgement, language: Language): string {
  const told = words[language];
  const { bag, records, strays, trust, verdict } = judgement;
  return [
    told.verdict[verdict],
    verifyMessages[language].trust[trust],
    "",
    bag ? told.broken(told.fault[bag.fault](visibleLine(bag.about))) : told.whole,
    ...(records.length > 0 ? [told.count(records.length), ...levelLines(hashing, records, language)] : [told.none]),
    ...(strays.length > 0 ? [told.strays(strays.length, strays.slice(0, MOST_LISTED).map(visibleLine).join(", "))] : []),
    ...failingLines(hashing, records, language),
    "",
    told.beside,
    "",
  ].join("\n");
}

const LEVELS: readonly LevelName[] = ["logged", "consistent", "text", "person"];

/** How often each level was answered how. */
function levelLines(hashing: Hashing, records: readonly JudgedRecord[], language: Language): string[] {
  const reports = records.flatMap((record) => ("judgement" in record ? [reportOf(hashing, record.judgement, language)] : []));
  return LEVELS.map((level) => {
    const counts = new Map<LevelState, number>();
    for (const { levels } of reports) for (const { level: name, state } of levels) if (name === level) counts.set(state, (counts.get(state) ?? 0) + 1);
    const { levels: names, state: states } = verifyMessages[language];
    return words[language].level(names[level].name, [...counts].map(([state, count]) => words[language].state(states[state], count)));
  });
}

function failingLines(hashing: Hashing, records: readonly JudgedRecord[], language: Language): string[] {
  const { failing, line, lineFault, more } = words[language];
  const lines = records.flatMap((record) => {
    if ("fault" in record) return [line(record.line, "–", lineFault[record.fault](visibleLine(record.about)))];
    if (record.judgement.verdict !== "fails") return [];
    const bad = reportOf(hashing, record.judgement, language).levels.filter(({ state }) => state === "no");
    return [line(record.line, visibleLine(record.record), bad.map(({ name, sentence }) => `${name}: ${sentence}`).join(" "))];
  });
  if (lines.length === 0) return [];
  return ["", failing, ...lines.slice(0, MOST_LISTED), ...(lines.length > MOST_LISTED ? [more(lines.length - MOST_LISTED)] : [])];
}

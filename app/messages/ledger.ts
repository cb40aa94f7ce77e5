import type { Fault } from "#app/domain/evidence/ledger/state.server";
import type { LedgerRefusal } from "#app/domain/refusal";
import { catalogue } from "#app/messages/catalogue";
import type { ProblemDetails, ProblemText } from "#app/messages/problems";

/** What the ledger and the commands about it may refuse. */
export const ledgerProblems = catalogue<Record<LedgerRefusal, (details: ProblemDetails) => ProblemText>>({
  en: {
    "ledger-stopped": () => ({
      title: "Nothing can be recorded at the moment",
      advice: "The ledger that proves what was recorded does not agree with itself, so nothing is added to it. Reading goes on. The operator of this portal is told how to mend it; try again later.",
    }),
    "ledger-unopened": () => ({
      title: "There is no ledger in this data folder",
      advice: "The first start of the portal opens one. Check that DATA_DIR names the right folder.",
    }),
    "ledger-key-missing": ({ file }) => ({
      title: `The signing key ${file ?? ""} is missing or does not sign this ledger`,
      advice: "Put it back from its backup. If it is lost for good, add --new-key.",
    }),
    "ledger-changed-meanwhile": () => ({
      title: "Another process sealed the ledger or changed its key meanwhile",
      advice: "Nothing was done. See with “concordat ledger check” how the ledger stands now.",
    }),
  },
  "zh-CN": {
    "ledger-stopped": () => ({
      title: "暂时无法记录",
      advice: "用于证明各项记录的存证账本出现不一致，已停止写入；阅读不受影响。处理方法已提示本门户的运营者，请稍后再试。",
    }),
    "ledger-unopened": () => ({ title: "该数据目录中没有存证账本", advice: "门户首次启动时会建立账本。请检查 DATA_DIR 是否指向正确的目录。" }),
    "ledger-key-missing": ({ file }) => ({
      title: `签名密钥 ${file ?? ""} 缺失，或者不是该账本的密钥`,
      advice: "请从备份中恢复该文件；确已无法恢复的，请加上 --new-key。",
    }),
    "ledger-changed-meanwhile": () => ({
      title: "另一进程已封存账本或更换密钥",
      advice: "本次未作任何处理。请运行 concordat ledger check 查看账本现状。",
    }),
  },
});

type Facts = { index: number; level: number; size: number; key: string };
type FaultWords = Record<Fault["what"], (facts: Facts) => string>;

/** What is wrong with a ledger and where, and what to do about it. */
export const ledgerMessages = catalogue({
  en: {
    faults: {
      entryMissing: ({ index }) => `Entry ${index} is missing.`,
      leafHashWrong: ({ index }) => `Entry ${index} was altered: its bytes no longer have the hash that was stored with it.`,
      entryMalformed: ({ index }) => `Entry ${index} does not have the form of an entry.`,
      entryForeign: ({ index }) => `Entry ${index} belongs to another ledger.`,
      recordOther: ({ index }) => `Entry ${index} stands under the id of another record.`,
      prevAhead: ({ index }) => `Entry ${index} replaces an entry that does not come before it.`,
      entryRepeated: ({ index }) => `Entry ${index} stands there twice.`,
      originTaken: () => "It bears the name of another ledger.",
      originOther: () => "Its entries call it otherwise than its row does.",
      nodeMissing: ({ level, index }) => `Node ${index} of level ${level} of the tree is missing.`,
      nodeWrong: ({ level, index }) => `Node ${index} of level ${level} of the tree was altered.`,
      nodeBeyond: ({ level, index }) => `Node ${index} of level ${level} of the tree covers entries that are not there: the end was removed.`,
      rootOther: ({ size }) => `The tree over ${size} entries does not have the root hash that was signed for it.`,
      noteOther: ({ size }) => `The checkpoint over ${size} entries says something else than its row.`,
      noteUnsigned: ({ size }) => `The checkpoint over ${size} entries is not signed by a key of the ledger.`,
      checkpointAhead: ({ size }) => `A checkpoint covers ${size} entries, which is more than there are: the end was removed, or an older backup was put back.`,
      checkpointMissing: () => "Not one signed checkpoint is there.",
      citedOther: ({ size }) => `It does not end with the ${size} entries that the ledger after it cites.`,
      keyUnrecorded: ({ key }) => `No entry says that the key ${key} came into use or went out of it.`,
      outsideUnsigned: () => "The copy of the checkpoint that is kept outside the database is damaged: no key of the ledger signed it.",
      outsideUnknown: () => "The copy of the checkpoint that is kept outside the database is that of a ledger which is not in this database.",
      outsideAhead: () => "The copy of the checkpoint that is kept outside the database covers more entries than there are: the end was removed, or an older backup was put back.",
      outsideOther: () => "The copy of the checkpoint that is kept outside the database was signed over other entries than there are now: they were written anew.",
      outsideMissing: () => "The copy of the checkpoint that is kept outside the database is missing.",
      endMoved: () => "Its rows do not end where this process left them, or nodes of its tree are missing: rows were removed, or added by another hand.",
      sealedMeanwhile: () => "Another process sealed it.",
      keyRetiredMeanwhile: () => "Another process put its key out of use.",
    } satisfies FaultWords,
    advice: {
      restart: "Start the portal again.",
      outside: "Put the file back, mount its disk, or name the right file with LEDGER_HEAD_FILE. If only the copy is lost, “concordat ledger check” is otherwise content, and you accept the database as it is: write the last checkpoint that it holds into that file with “concordat ledger head”.",
      mend: "Stop the portal and keep a copy of the data folder for whoever looks into it. Then put back the newest sound backup; or, if there is none, go on in a new ledger that cites this one as far as it is sound: concordat ledger seal --reason TEXT",
    },
    inLedger: (number: number, sentence: string) => `Ledger ${number}: ${sentence}`,
    stopped: (fault: string, advice: string) => `The ledger is stopped: nothing is recorded until it is mended; reading goes on.\n${fault}\n${advice}`,
    banner: (fault: string) => `Nothing is recorded at the moment: the ledger does not agree with itself. ${fault} The operator’s console says what to do.`,
  },
  "zh-CN": {
    faults: {
      entryMissing: ({ index }) => `条目 ${index} 缺失。`,
      leafHashWrong: ({ index }) => `条目 ${index} 已被改动，其内容与存储的哈希值不符。`,
      entryMalformed: ({ index }) => `条目 ${index} 不符合条目的格式。`,
      entryForeign: ({ index }) => `条目 ${index} 属于另一账本。`,
      recordOther: ({ index }) => `条目 ${index} 列在了另一记录名下。`,
      prevAhead: ({ index }) => `条目 ${index} 所取代的条目并不在其前。`,
      entryRepeated: ({ index }) => `条目 ${index} 重复出现。`,
      originTaken: () => "其名称与另一账本相同。",
      originOther: () => "各条目所载的账本名称与账本登记不一致。",
      nodeMissing: ({ level, index }) => `哈希树第 ${level} 层的节点 ${index} 缺失。`,
      nodeWrong: ({ level, index }) => `哈希树第 ${level} 层的节点 ${index} 已被改动。`,
      nodeBeyond: ({ level, index }) => `哈希树第 ${level} 层的节点 ${index} 所覆盖的条目不存在，账本末尾已被删去。`,
      rootOther: ({ size }) => `前 ${size} 个条目的根哈希值与签名时不符。`,
      noteOther: ({ size }) => `覆盖 ${size} 个条目的检查点与其登记内容不一致。`,
      noteUnsigned: ({ size }) => `覆盖 ${size} 个条目的检查点没有该账本密钥的有效签名。`,
      checkpointAhead: ({ size }) => `有检查点覆盖 ${size} 个条目，多于现存条目：账本末尾已被删去，或者恢复了较旧的备份。`,
      checkpointMissing: () => "没有任何已签名的检查点。",
      citedOther: ({ size }) => `其结尾与后一账本所载的 ${size} 个条目不符。`,
      keyUnrecorded: ({ key }) => `没有条目记载密钥 ${key} 的启用或停用。`,
      outsideUnsigned: () => "数据库之外保存的检查点副本已损坏，没有该账本密钥的有效签名。",
      outsideUnknown: () => "数据库之外保存的检查点副本属于另一账本，该账本不在此数据库中。",
      outsideAhead: () => "数据库之外保存的检查点副本覆盖的条目多于现存条目：账本末尾已被删去，或者恢复了较旧的备份。",
      outsideOther: () => "数据库之外保存的检查点副本与现存条目不符，条目已被改写。",
      outsideMissing: () => "数据库之外保存的检查点副本缺失。",
      endMoved: () => "账本末尾与本进程写入时不一致，或者哈希树缺少节点：有记录被删去，或者由他人写入。",
      sealedMeanwhile: () => "另一进程已将其封存。",
      keyRetiredMeanwhile: () => "另一进程已停用其密钥。",
    } satisfies FaultWords,
    advice: {
      restart: "请重新启动门户。",
      outside: "请将该文件放回原处、挂载其所在磁盘，或者用 LEDGER_HEAD_FILE 指明正确的文件。如仅副本遗失，而 concordat ledger check 未发现其他问题，且您确认以现有数据库为准，可用 concordat ledger head 将其中最近一次签名的检查点写入该文件。",
      mend: "请停止门户，保留一份数据目录供查证，然后恢复最近一份完好的备份；没有备份的，可另立新账本，并在其中载明原账本完好的范围：concordat ledger seal --reason 理由",
    },
    inLedger: (number: number, sentence: string) => `账本 ${number}：${sentence}`,
    stopped: (fault: string, advice: string) => `存证账本已停用：修复之前不再记录，阅读不受影响。\n${fault}\n${advice}`,
    banner: (fault: string) => `暂时无法记录：存证账本出现不一致。${fault}处理方法见运营者的控制台。`,
  },
});

type Words = (typeof ledgerMessages)["en"];

/** What is wrong and where, as a sentence. */
export function faultSentence({ faults, inLedger }: Words, fault: Fault): string {
  const facts = { index: 0, level: 0, size: 0, key: "", ...fault };
  const sentence = faults[fault.what](facts);
  return "ledgerNumber" in fault ? inLedger(fault.ledgerNumber, sentence) : sentence;
}

/** What to do about it. */
export function faultAdvice({ advice }: Words, { what }: Fault): string {
  if (what === "sealedMeanwhile" || what === "keyRetiredMeanwhile") return advice.restart;
  return what === "outsideMissing" || what === "outsideUnsigned" || what === "outsideUnknown" ? advice.outside : advice.mend;
}

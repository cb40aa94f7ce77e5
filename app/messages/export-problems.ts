import type { ExportRefusal } from "#app/domain/refusal";
import { catalogue } from "#app/messages/catalogue";
import type { ProblemText } from "#app/messages/problems";

/** What is refused about exports. */
export const exportProblems = catalogue<Record<ExportRefusal, (details: Readonly<Record<string, string | number>>) => ProblemText>>({
  en: {
    "export-unknown": () => ({ title: "There is no such export", advice: "The address may be mistyped. All exports are listed under “Exports”." }),
    "export-filter-unfit": ({ filter }) => ({
      title: `The export cannot be narrowed by “${filter ?? ""}” as it was entered`,
      advice: "Nothing was exported. Versions need their agreement, days are written as 2026-03-01, a range ends after it begins, and method, class and grade are words of the lists in the form; not every data set knows every filter.",
    }),
    "export-size-unfit": ({ size }) => ({ title: "There is no such checkpoint", advice: `Enter a number of entries from 1 to ${size ?? ""}, or leave the field empty for the newest.` }),
    "export-cursor-unfit": () => ({
      title: "The export cannot be continued from there",
      advice: "Enter ledger, index and line of the last whole row, such as 1.20417.0. A Parquet file cannot be continued: start it again.",
    }),
    "export-no-party": () => ({ title: "These rows name nobody", advice: "There is nothing to unmask. Export them without names and addresses." }),
    "export-own": () => ({ title: "Another person must decide about this export", advice: "You asked for it. Ask another auditor or operator." }),
    "export-decided": () => ({ title: "This request was decided about meanwhile", advice: "Open the page again to see what was decided." }),
    "export-foreign": () => ({
      title: "Only who asked for this export may download it",
      advice: "It has names and addresses. If you need them, ask for an export of your own and say why.",
    }),
    "export-over": () => ({
      title: "This export can no longer be downloaded",
      advice: "Names and addresses can be downloaded for 24 hours. Ask for a new export and say why.",
    }),
    "export-format-unfit": () => ({ title: "This is not written in that format", advice: "Nothing was exported. Evidence is written as a bag; everything else as CSV, JSON Lines or Parquet." }),
    "bag-empty": () => ({ title: "No entry of the ledger matches", advice: "Nothing was exported. Look at the party’s id, the agreement and the dates, and whether the checkpoint is late enough." }),
    "bag-too-large": ({ entries }) => ({
      title: "The evidence bag would be too large to be checked at once",
      advice: `Nothing was exported. A bag holds at most ${entries ?? ""} entries and 900 MB. Narrow it down: one party, one version, or a shorter time; several bags at one checkpoint fit together.`,
    }),
  },
  "zh-CN": {
    "export-unknown": () => ({ title: "没有这项导出", advice: "地址可能有误。全部导出列在“数据导出”中。" }),
    "export-filter-unfit": ({ filter }) => ({
      title: `筛选条件“${filter ?? ""}”不适用或者填写有误`,
      advice: "未作导出。填写版本须同时填写协议，日期写作 2026-03-01，止期须晚于起期，方式、变更类别和证明等级须为表单所列选项之一；并非每种数据都适用全部条件。",
    }),
    "export-size-unfit": ({ size }) => ({ title: "没有这个检查点", advice: `请填写 1 至 ${size ?? ""} 之间的条目数，或者留空以采用最新的检查点。` }),
    "export-cursor-unfit": () => ({ title: "无法自该处继续", advice: "请填写最后一个完整的行的 ledger、index、line，例如 1.20417.0。Parquet 文件不能续传，请重新下载。" }),
    "export-no-party": () => ({ title: "这些数据不涉及当事人", advice: "没有姓名和地址可以附上，请改为隐名导出。" }),
    "export-own": () => ({ title: "该导出须由另一人决定", advice: "该导出由您提出，请由另一名审计或者运营者决定。" }),
    "export-decided": () => ({ title: "该请求已有决定", advice: "请重新打开页面，查看决定内容。" }),
    "export-foreign": () => ({ title: "该导出只能由提出人下载", advice: "其中含有姓名和地址。如确有需要，请另行提出导出并说明事由。" }),
    "export-over": () => ({ title: "该导出已不能下载", advice: "含姓名和地址的导出仅可在 24 小时内下载。请重新提出导出并说明事由。" }),
    "export-format-unfit": () => ({ title: "不能采用该格式", advice: "未作导出。证据以证据包形式导出，其他数据采用 CSV、JSON Lines 或者 Parquet。" }),
    "bag-empty": () => ({ title: "账本中没有符合条件的条目", advice: "未作导出。请核对当事人编号、协议和日期，以及所填检查点是否过早。" }),
    "bag-too-large": ({ entries }) => ({
      title: "证据包过大，无法一次核验",
      advice: `未作导出。一个证据包至多 ${entries ?? ""} 个条目、900 MB。请缩小范围，例如限于一名当事人、一个版本或者较短的时段；同一检查点的数个证据包可以合并使用。`,
    }),
  },
});

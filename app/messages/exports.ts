import type { DataSetName, FILTER_WORDS, FilterName, Format } from "#app/domain/compliance/export/data-sets";
import { catalogue } from "#app/messages/catalogue";

type Words = {
  title: string;
  lead: string;
  newTitle: string;
  dataSet: string;
  dataSets: Record<DataSetName, string>;
  format: string;
  formatHint: string;
  formats: Record<Format, string>;
  formatNames: Record<Format, string>;
  titleOf: (what: { dataSet: string; format: string; isNamed: boolean }) => string;
  /** One filter with its value, and what stands between two. */
  narrowed: (name: string, value: string) => string;
  between: string;
  narrow: string;
  narrowHint: string;
  filters: Record<FilterName, string>;
  filterHints: Partial<Record<FilterName, string>>;
  choices: Record<"any" | (typeof FILTER_WORDS)[keyof typeof FILTER_WORDS][number], string>;
  size: string;
  sizeHint: string;
  mask: string;
  masks: Record<"masked" | "unmasked", string>;
  maskHint: string;
  reason: string;
  reasonHint: string;
  submit: string;
  stale: string;
  again: string;
  waiting: string;
  waitingLead: string;
  nothingWaits: string;
  askedBy: (account: string) => string;
  own: string;
  approve: string;
  reject: string;
  rejectReason: string;
  takeBack: string;
  made: string;
  none: string;
  older: string;
  newest: string;
  all: string;
  download: string;
  note: string;
  facts: Record<"at" | "by" | "approver" | "filter" | "whole" | "filterHash" | "mask" | "reason" | "checkpoint" | "columns", string>;
  checkpoint: (size: string, ledger: number) => string;
  underWay: string;
  noneUnderWay: string;
  progress: (rows: string, percent: number) => string;
  look: string;
  fetches: {
    title: string;
    lead: string;
    none: string;
    by: (account: string) => string;
    after: (row: string) => string;
    open: string;
    sent: (bytes: string) => string;
    cutShort: (bytes: string) => string;
    between: string;
    hash: string;
  };
  resume: string;
  resumeHint: string;
  resumeField: string;
  resumeSubmit: string;
  notResumable: string;
  columnsTitle: string;
  column: string;
  columnType: string;
  means: string;
  done: Record<"made" | "asked" | "approved" | "rejected" | "withdrawn", string>;
  faults: Record<"dataSet" | "format" | "mask" | "size" | "reason", string>;
};

/** The words of the pages where data is taken out. */
export const exportMessages = catalogue<Words>({
  en: {
    title: "Exports",
    lead: "Take records out as a file. Each export names a checkpoint of the ledger and holds rows of its entries only; it is recorded in the ledger itself.",
    newTitle: "New export",
    dataSet: "What to export",
    dataSets: {
      acceptances: "Acceptances", declines: "Declines", objections: "Objections", consents: "Consents, refusals and withdrawals", notices: "Notices",
      deliveries: "Deliveries to inboxes", deliveryEvents: "What became of deliveries", versions: "Versions and their publication",
      audit: "Audit records: what staff did and saw", ledger: "Entries of the ledger", evidence: "Evidence bag",
    },
    format: "Format",
    formatHint: "An evidence bag is a ZIP file, whatever is chosen here: entries with proofs, texts and notices, and all that a stranger needs to check them.",
    formats: { csv: "CSV (for tables; a reading copy)", jsonl: "JSON Lines (unaltered values)", parquet: "Parquet (for analysis)", bag: "Evidence bag (ZIP)" },
    formatNames: { csv: "CSV", jsonl: "JSON Lines", parquet: "Parquet", bag: "ZIP" },
    titleOf: ({ dataSet, format, isNamed }) => (isNamed ? `${dataSet}, ${format}, with names and addresses` : `${dataSet}, ${format}`),
    narrowed: (name, value) => `${name}: ${value}`,
    between: "; ",
    narrow: "Narrow it down",
    narrowHint: "Whatever is left empty is not narrowed.",
    filters: {
      agreement: "Agreement", version: "Version", language: "Language of the text shown", method: "Method", class: "Change class", grade: "Grade of proof (of deemed acceptances)", party: "Party",
      from: "Happened from", until: "Happened before",
    },
    filterHints: {
      agreement: "Its address name, such as general-terms", version: "Its number; needs the agreement", language: "Such as zh-CN", party: "Its id, beginning with pty_",
      from: "A day (UTC) such as 2026-03-01, or an instant with its zone", until: "The day or instant itself is left out",
    },
    choices: {
      any: "All", click: "Click", api: "API", deemed: "Deemed", imported: "Imported", first: "First", editorial: "Editorial", ordinary: "Ordinary", essential: "Essential",
      A: "A", B: "B", C: "C", D: "D", E: "E", F: "F",
    },
    size: "Checkpoint, by its number of entries",
    sizeHint: "Empty: the newest. A masked export with the same filter at the same checkpoint has the same bytes.",
    mask: "Names and addresses",
    masks: { masked: "Leave them out: parties are named by their ids", unmasked: "Add names and e-mail addresses of the parties" },
    maskHint: "With names and addresses of more than one party, a second person must approve the export.",
    reason: "Why this export is made",
    reasonHint: "Kept with the export, and written into an evidence bag; its hash goes into the ledger. Name no persons.",
    submit: "Make the export",
    stale: "To export, sign in again: this must not happen on a machine left open.",
    again: "Sign in again",
    waiting: "Waiting for a second person",
    waitingLead: "Another auditor or operator decides about an export with names and addresses of more than one party.",
    nothingWaits: "Nothing waits.",
    askedBy: (account) => `asked for by ${account}`,
    own: "You asked for this yourself. Another person must decide.",
    approve: "Approve the export",
    reject: "Refuse the export",
    rejectReason: "Why it is refused",
    takeBack: "Take the request back",
    made: "Exports made",
    none: "Nothing has been exported yet.",
    older: "Older exports",
    newest: "Newest exports",
    all: "All exports",
    download: "Download the file",
    note: "Download the note (JSON): columns, rules, filter and checkpoint",
    facts: {
      at: "Made", by: "By", approver: "Approved by", filter: "Filter", whole: "none: the whole data set", filterHash: "Hash of the filter", mask: "Names and addresses",
      reason: "Reason", checkpoint: "Checkpoint", columns: "Columns, version",
    },
    checkpoint: (size, ledger) => `${size} entries of ledger ${ledger}`,
    underWay: "Downloads under way",
    noneUnderWay: "Nobody is downloading this export now.",
    progress: (rows, percent) => `${rows} rows written, ${percent} % of the ledger read`,
    look: "Look again",
    fetches: {
      title: "Downloads on record",
      lead: "The newest first. Whoever holds a file can compare its SHA-256. What was handed to the connection is counted: whether it arrived, only the recipient can tell.",
      none: "Nobody has downloaded this export yet.",
      by: (account) => `By ${account}`,
      after: (row) => `continued after row ${row}`,
      open: "under way, or stopped together with the portal: no end is on record",
      sent: (bytes) => `sent in full: ${bytes} bytes`,
      cutShort: (bytes) => `cut short: at most ${bytes} bytes were sent`,
      between: "; ",
      hash: "SHA-256 of these bytes",
    },
    resume: "A download was cut short",
    resumeHint: "Keep the file up to its last whole line, in CSV one that does not end within quotation marks. Enter what that line has in the columns ledger, index and line (or the id in its place), with full stops between, such as 1.20417.0, and put what you get behind it.",
    resumeField: "Last whole row",
    resumeSubmit: "Download the rest",
    notResumable: "A Parquet file or an evidence bag cannot be continued. If a download was cut short, start it again.",
    columnsTitle: "Columns",
    column: "Column",
    columnType: "Type",
    means: "Meaning",
    done: {
      made: "The export was recorded. Download it below.",
      asked: "The request was made. Another auditor or operator must approve it.",
      approved: "The export was approved. Who asked for it can download it within 24 hours.",
      rejected: "The export was refused.",
      withdrawn: "The request was taken back.",
    },
    faults: {
      dataSet: "Choose what to export", format: "Choose a format", mask: "Choose whether names and addresses are added", size: "Enter a number of entries, or leave the field empty",
      reason: "Enter why",
    },
  },
  "zh-CN": {
    title: "数据导出",
    lead: "将记录导出为文件。每次导出均指明存证账本的一个检查点，只包含该检查点以内条目所对应的行；导出本身亦记入账本。",
    newTitle: "新建导出",
    dataSet: "导出内容",
    dataSets: { acceptances: "接受记录", declines: "不接受记录", objections: "异议记录", consents: "同意、不同意与撤回记录", notices: "通知", deliveries: "站内信送达记录",
      deliveryEvents: "送达的后续情况", versions: "版本及其发布", audit: "审计记录：工作人员的操作与查阅", ledger: "存证账本条目",
      evidence: "证据包" },
    format: "格式",
    formatHint: "证据包一律为 ZIP 文件，不受此处选择影响；内含条目及其证明、文本、通知，以及第三方核验所需的全部文件。",
    formats: { csv: "CSV（供表格软件阅读）", jsonl: "JSON Lines（数值原样）", parquet: "Parquet（供数据分析）", bag: "证据包（ZIP）" },
    formatNames: { csv: "CSV", jsonl: "JSON Lines", parquet: "Parquet", bag: "ZIP" },
    titleOf: ({ dataSet, format, isNamed }) => (isNamed ? `${dataSet}（${format}，含姓名和地址）` : `${dataSet}（${format}）`),
    narrowed: (name, value) => `${name}：${value}`,
    between: "；",
    narrow: "筛选条件",
    narrowHint: "留空的项目不作筛选。",
    filters: { agreement: "协议", version: "版本", language: "所示文本的语言", method: "方式", class: "变更类别", grade: "证明等级（视为接受）", party: "当事人", from: "发生时间自", until: "发生时间早于" },
    filterHints: {
      agreement: "协议的地址名称，例如 general-terms", version: "版本号，须同时填写协议", language: "例如 zh-CN", party: "当事人编号，以 pty_ 开头",
      from: "日期（UTC），例如 2026-03-01，或者带时区的时刻", until: "不含该日或者该时刻",
    },
    choices: { any: "全部", click: "点击", api: "接口", deemed: "视为接受", imported: "导入", first: "首版", editorial: "文字", ordinary: "一般", essential: "重大", A: "A", B: "B", C: "C", D: "D", E: "E", F: "F" },
    size: "检查点（条目数）",
    sizeHint: "留空表示最新的检查点。同一筛选条件、同一检查点的隐名导出，字节完全相同。",
    mask: "姓名与地址",
    masks: { masked: "不含：仅以编号表示当事人", unmasked: "附上当事人的姓名（名称）和电子邮箱" },
    maskHint: "含两个以上当事人姓名和地址的导出，须由另一人批准。",
    reason: "导出事由",
    reasonHint: "随导出记录保存，并写入证据包；其散列值记入账本。请勿写入个人姓名。",
    submit: "导出",
    stale: "导出前须重新登录，以免他人趁您离开时操作。",
    again: "重新登录",
    waiting: "待另一人批准",
    waitingLead: "导出两个以上当事人的姓名和地址，由另一名审计或者运营者决定。",
    nothingWaits: "没有待批准的导出。",
    askedBy: (account) => `由 ${account} 提出`,
    own: "该导出由您提出，须由另一人决定。",
    approve: "批准导出",
    reject: "不予批准",
    rejectReason: "不予批准的理由",
    takeBack: "撤回请求",
    made: "导出记录",
    none: "尚无导出。",
    older: "更早的导出",
    newest: "最新的导出",
    all: "全部导出",
    download: "下载文件",
    note: "下载说明（JSON）：列、规则、筛选条件与检查点",
    facts: {
      at: "导出时间", by: "导出人", approver: "批准人", filter: "筛选条件", whole: "无，导出全部", filterHash: "筛选条件的散列值", mask: "姓名与地址", reason: "事由",
      checkpoint: "检查点", columns: "列的版本",
    },
    checkpoint: (size, ledger) => `第 ${ledger} 号账本，${size} 个条目`,
    underWay: "正在进行的下载",
    noneUnderWay: "目前无人下载该导出。",
    progress: (rows, percent) => `已写出 ${rows} 行，账本已读取 ${percent}%`,
    look: "刷新进度",
    fetches: {
      title: "下载记录",
      lead: "由新到旧排列。持有文件的人可以核对 SHA-256。此处记载的是已交付网络连接的字节；是否送达，以接收方实际收到为准。",
      none: "该导出尚未被下载。",
      by: (account) => `下载人：${account}`,
      after: (row) => `自第 ${row} 行之后续传`,
      open: "正在下载，或者下载期间门户停止运行，没有结束记录",
      sent: (bytes) => `已全部发送：${bytes} 字节`,
      cutShort: (bytes) => `中断：至多发送 ${bytes} 字节`,
      between: "；",
      hash: "上述字节的 SHA-256",
    },
    resume: "下载中断后继续",
    resumeHint: "保留文件至最后一个完整的行（CSV 文件中，引号以内的换行不算行尾），填写该行 ledger、index、line 三列的值（没有 line 列的，填写所涉编号），以英文句点相连，例如 1.20417.0；将下载所得接在原文件之后。",
    resumeField: "最后一个完整的行",
    resumeSubmit: "下载其余部分",
    notResumable: "Parquet 文件和证据包不能续传。下载中断的，请重新下载。",
    columnsTitle: "各列含义",
    column: "列",
    columnType: "类型",
    means: "含义（英文，与说明文件一致）",
    done: {
      made: "导出已记录，可以在下方下载。",
      asked: "请求已提出，须由另一名审计或者运营者批准。",
      approved: "导出已获批准，提出人可以在 24 小时内下载。",
      rejected: "该导出未获批准。",
      withdrawn: "请求已撤回。",
    },
    faults: { dataSet: "请选择导出内容", format: "请选择格式", mask: "请选择是否附上姓名和地址", size: "请填写条目数，或者留空", reason: "请填写事由" },
  },
});

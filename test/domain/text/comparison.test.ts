import { expect, test } from "vitest";
import { compareOutlines } from "#app/domain/text/comparison";
import { readOutline } from "#app/domain/text/outline";
import { redline } from "#test/support/marks";

function text(...clauses: string[]): string {
  return `${clauses.join("\n\n")}\n`;
}

const FEES = "3.1. 服务费用在订购页面列明，您按列明的价格支付。";
const REFUND = "3.2. 期满前七日内未续费的，服务在期满时停止，未使用的款项不予退还。";
const ARREARS = "3.3. 您拖欠费用的，我们可以按日收取万分之五的违约金。";

test("equal texts have no change", () => {
  expect(redline(text("3. 费用", FEES, REFUND), text("3. 费用", FEES, REFUND))).toEqual([]);
});

test("a changed word is marked inside its clause", () => {
  expect(redline(text("3. 费用", FEES, ARREARS), text("3. 费用", FEES, ARREARS.replace("万分之五", "万分之三")))).toEqual([
    "changed 3.3.→3.3.: 您拖欠费用的，我们可以按日收取万分之<del>五</del><ins>三</ins>的违约金。",
  ]);
});

test("a clause inserted between two renumbers the second and changes neither", () => {
  const inserted = "3.2. 赠送的额度不能折抵现金，也不能转让。";
  expect(redline(text("3. 费用", FEES, REFUND), text("3. 费用", FEES, inserted, REFUND.replace("3.2.", "3.3.")))).toEqual([
    "added →3.2.: <ins>赠送的额度不能折抵现金，也不能转让。</ins>",
    "unchanged renumbered 3.2.→3.3.: 期满前七日内未续费的，服务在期满时停止，未使用的款项不予退还。",
  ]);
});

test("a clause that leaves is removed where it stood", () => {
  expect(redline(text("3. 费用", FEES, REFUND, ARREARS), text("3. 费用", FEES, ARREARS.replace("3.3.", "3.2.")))).toEqual([
    "removed 3.2.→: <del>期满前七日内未续费的，服务在期满时停止，未使用的款项不予退还。</del>",
    "unchanged renumbered 3.3.→3.2.: 您拖欠费用的，我们可以按日收取万分之五的违约金。",
  ]);
});

test("an article that moves is moved as a whole, its clauses only renumbered", () => {
  const fees = ["1. Fees", "1.1. Fees are shown on the order page.", "1.2. Fees are paid in advance by card."];
  const data = ["2. Data", "2.1. Your data stays yours whatever happens."];
  const last = ["3. Law", "3.1. The law of the seat applies to this agreement."];
  const swapped = [...data, ...fees].map((line) => line.replace(/^(\d)/, (digit) => (digit === "1" ? "2" : "1")));
  expect(redline(text(...fees, ...data, ...last), text(...swapped, ...last))).toEqual([
    "unchanged moved renumbered 2.→1.: Data",
    "unchanged renumbered 2.1.→1.1.: Your data stays yours whatever happens.",
    "unchanged renumbered 1.→2.: Fees",
    "unchanged renumbered 1.1.→2.1.: Fees are shown on the order page.",
    "unchanged renumbered 1.2.→2.2.: Fees are paid in advance by card.",
  ]);
});

test("a clause that moves to another article and changes a word is moved and changed", () => {
  const before = text("1. 服务", "1.1. 我们按约定提供服务。", "1.2. 您应当自行备份数据，我们提供备份工具。", "2. 数据", "2.1. 数据属于您。");
  const after = text("1. 服务", "1.1. 我们按约定提供服务。", "2. 数据", "2.1. 数据属于您。", "2.2. 您应当自行备份数据，我们提供备份功能。");
  expect(redline(before, after)).toEqual([
    "changed moved renumbered 1.2.→2.2.: 您应当自行备份数据，我们提供备份<del>工具</del><ins>功能</ins>。",
  ]);
});

test("a clause cut in two is a split", () => {
  const first = "The supplier may suspend the service when an invoice is more than thirty days late.";
  const second = "The customer receives a written warning at least seven days before any suspension takes place.";
  expect(redline(text("4. Suspension", `4.1. ${first} ${second}`), text("4. Suspension", `4.1. ${first}`, `4.2. ${second}`))).toEqual([
    `split 4.1.→4.1.+4.2.: ${first}<del> </del><ins>⏎</ins>${second}`,
  ]);
});

test("two clauses merged into one are joined", () => {
  const first = "双方应当采取合理措施保护从对方取得的保密信息，不低于保护自身信息的程度。";
  const second = "接受方只能将保密信息用于履行本协议，并限于确有需要的雇员知悉。";
  expect(redline(text("8. 保密", `8.1. ${first}`, `8.2. ${second}`), text("8. 保密", `8.1. ${first}${second}`))).toEqual([
    `joined 8.1.+8.2.→8.1.: ${first}<del>⏎</del>${second}`,
  ]);
});

test("a heading alone that changes is headingOnly", () => {
  expect(redline("## 1. Fees\n\nFees are paid in advance.\n", "## 1. Charges\n\nFees are paid in advance.\n")).toEqual([
    "headingOnly 1.→1.: <del>Fees</del><ins>Charges</ins>⏎Fees are paid in advance.",
  ]);
});

test.each([
  ["white space", "1. Fees\n\n1.1. Paid in  advance.\n", "1. Fees\n\n1.1. Paid in\nadvance.\n"],
  ["the width of brackets", "1. 费用\n\n1.1. 先付费（含续费）。\n", "1. 费用\n\n1.1. 先付费(含续费)。\n"],
  ["the depth of a heading", "# 1. Fees\n\nPaid in advance.\n", "## 1. Fees\n\nPaid in advance.\n"],
  ["a byte order mark", "1. Fees\n\n1.1. Paid.\n", "\uFEFF1. Fees\n\n1.1. Paid.\n"],
  ["line endings", "1. Fees\n\n1.1. Paid in\nadvance.\n", "1. Fees\r\n\r\n1.1. Paid in\r\nadvance.\r\n"],
])("a difference only in %s is layout", (_, before, after) => {
  const { counts } = compareOutlines(readOutline(before), readOutline(after));
  const { unchanged, layoutOnly, ...others } = counts;
  expect(layoutOnly).toBeGreaterThan(0);
  expect(unchanged + layoutOnly).toBe(readOutline(after).clauses.length);
  expect(Object.values(others).every((count) => count === 0)).toBe(true);
});

test("ten thousand equal clauses of which one leaves compare as one removal", () => {
  const articles = Array.from({ length: 100 }, (_, i) => [`${i + 1}. Article`, ...Array.from({ length: 99 }, (_, j) => `${i + 1}.${j + 1}. Reserved for later use.`)]);
  const { counts } = compareOutlines(readOutline(text(...articles.flat())), readOutline(text(...articles.flat().slice(0, -1))));
  expect({ removed: counts.removed, unchanged: counts.unchanged }).toEqual({ removed: 1, unchanged: 9_999 });
});

test("of several clauses with the same words the one that leaves is removed and none of the others moves", () => {
  const article = (number: number, count: number) => [`${number}. Part ${number}`, ...Array.from({ length: count }, (_, i) => `${number}.${i + 1}. Reserved.`)];
  const before = text(...article(1, 3), ...article(2, 3), ...article(3, 3));
  expect(redline(before, text(...article(1, 2), ...article(2, 3), ...article(3, 3)))).toEqual(["removed 1.3.→: <del>Reserved.</del>"]);
});

test("a clause that becomes an article under its heading is moved, whatever is added below it", () => {
  const before = "## D. Content\n\n### 8. Private Repositories\n\nPaid accounts may have private repositories, which only chosen people can read.\n";
  const after =
    "## D. Content\n\n## E. Private Repositories\n\n*In short:* we treat private repositories as confidential.\n\n### 1. Access\n\nOur staff reads private repositories, which only chosen people can read, on your request.\n";
  expect(redline(before, after).map((line) => line.slice(0, line.indexOf(":")))).toEqual(["changed moved renumbered 8.→E.", "added →1."]);
});

test("an article rewritten as a list of items is changed, and does not move into one of them", () => {
  const words = "未取得经营许可，擅自从事运输经营的，没收违法所得，处二倍以上十倍以下的罚款";
  const before = text("第六十二条 本章适用于境内的运输。", `第六十三条 违反本条例的规定，${words}。`);
  const after = text("第六十二条 本章适用于境内的运输。", "第六十三条 有下列情形之一的，责令停止经营：", "（一）提供虚假材料的；", `（二）${words}。`);
  expect(redline(before, after).map((line) => line.slice(0, line.indexOf(":")))).toEqual(["changed 第六十三条→第六十三条", "added →（一）", "added →（二）"]);
});

test("items stay where they are when the paragraph around them joins its article", () => {
  const items = ["1. 事先请求寄送资料并且收到了资料的，或者", "2. 在收到资料之后自己联系了我们的。"];
  const first = "代表不得未经请求登门推销函授课程，符合下列条件之一的除外：";
  const before = text("第十七条 代表", `（一）${first}`, ...items, "第十八条 期限为两年。");
  const after = text(`第十七条 代表`, first, ...items, "第十八条 期限为两年。");
  expect(redline(before, after).filter((line) => line.includes("moved"))).toEqual([]);
});

test("a title is never taken for a clause that resembles it", () => {
  const after = "1. Scope\n\nThese rules apply to all.\n\n2. Rules for acceptable use of the service\n\nBe kind to others.\n";
  const { changes } = compareOutlines(readOutline(`# Rules for acceptable use of the service\n\n1. Scope\n\nThese rules apply to all.\n`), readOutline(after));
  expect(changes.map(({ kind, old, new: fresh }) => `${kind} ${(fresh[0] ?? old[0])?.role}`)).toEqual(["removed title", "unchanged clause", "added clause"]);
});

test("a short clause that lives on in a longer one is found among clauses that share more with it", () => {
  const fine = "由县级以上地方人民政府交通运输主管部门责令改正，处一千元以上三千元以下的罚款";
  const first = "（一）不按照批准的线路从事客运经营活动的；";
  const others = Array.from("三四五六七八", (number, index) => `第${number}条 第${index}类经营者违反本条例规定的，${fine}，第${index}档。`);
  const before = text("第二条 情形：", first, "（二）强行招揽旅客的；", "（三）未报告原许可机关，擅自终止经营的。", ...others);
  const longer = `（二）未报告原许可机关，擅自终止经营的。\n强行招揽货物的，${fine}；情节严重的，吊销许可证。`;
  const after = text("第二条 情形：", first, longer, ...others.map((line) => line.replace("三千元", "五千元")));
  expect(redline(before, after).filter((line) => !line.startsWith("changed 第"))).toEqual([
    "removed （二）→: <del>强行招揽旅客的；</del>",
    `changed renumbered （三）→（二）: 未报告原许可机关，擅自终止经营的。<ins>⏎强行招揽货物的，${fine}；情节严重的，吊销许可证。</ins>`,
  ]);
});

test("a clause that only loses its number is unchanged and renumbered", () => {
  expect(redline("## G. API\n\n### 2. No Abuse\n\nDo not abuse it.\n", "## G. API\n\n### No Abuse\n\nDo not abuse it.\n")).toEqual([
    "unchanged renumbered 2.→–: No Abuse⏎Do not abuse it.",
  ]);
});

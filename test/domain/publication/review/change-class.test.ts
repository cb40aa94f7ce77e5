import { expect, test } from "vitest";
import { editorialFaults, isMilder, suggestClass, weightier, type Change } from "#app/domain/publication/review/change-class";
import type { ClauseFlag } from "#app/domain/publication/manifest";
import { clausesOf } from "#app/domain/publication/later/proposal";
import { compareOutlines } from "#app/domain/text/comparison";
import { applyManifest, readOutline, type Outline } from "#app/domain/text/outline";

/** An agreement of one article with these clauses; ids c1, c2 … by place. */
function outlineOf(clauses: string[], names = clauses.map((_, index) => `c${index + 1}`)): Outline {
  const outline = readOutline(`# 条款\n\n1. 总则\n\n${clauses.map((text, index) => `1.${index + 1}. ${text}\n\n`).join("")}`);
  const fit = applyManifest(outline, ["c0", ...names].slice(0, clausesOf(outline).length));
  if (!fit.fits) throw new Error("the ids do not fit");
  return fit.outline;
}

function changeOf(before: string[], after: string[], flags: Record<string, ClauseFlag[]> = {}): Change {
  const map = new Map(Object.entries(flags));
  return { comparison: compareOutlines(outlineOf(before), outlineOf(after)), oldFlags: map, newFlags: map, names: ["示例科技有限公司", "Example Technology Ltd."] };
}

function codesOf(before: string, after: string): string[] {
  return editorialFaults(changeOf([before, "其他约定从其约定。"], [after, "其他约定从其约定。"])).map(({ code }) => code);
}

test.each([
  ["a digit", "故障在 30 日内处理完毕并告知结果。", "故障在 20 日内处理完毕并告知结果。", ["number"]],
  ["a unit", "故障在 3 日内处理完毕并告知结果。", "故障在 3 个月内处理完毕并告知结果。", ["number"]],
  ["a Chinese number", "故障在三十日内处理完毕并告知结果。", "故障在三日内处理完毕并告知结果。", ["number"]],
  ["a share", "按应付金额的万分之五支付违约金。", "按应付金额的百分之五支付违约金。", ["number"]],
  ["an amount", "赔偿总额以人民币 1,000 元为限，法律另有规定的除外。", "赔偿总额以人民币 10,000 元为限，法律另有规定的除外。", ["number"]],
  ["a currency", "The cap is USD 500 for all claims together.", "The cap is EUR 500 for all claims together.", ["number"]],
  ["a number in words", "Reports are answered within two days of receipt.", "Reports are answered within three days of receipt.", ["number"]],
  ["a date", "The offer runs until 3 March of each year.", "The offer runs until 3 May of each year.", ["date"]],
  ["a weekday", "客服热线每星期一开放。", "客服热线每星期五开放。", ["date"]],
  ["a Chinese negation added", "费用在终止时退还给付款账户。", "费用在终止时不退还给付款账户。", ["negation"]],
  ["an English negation removed", "Prepaid fees are not refundable after the start.", "Prepaid fees are refundable after the start.", ["negation"]],
  ["a contraction", "It can be transferred, but it isn't shared.", "It can be transferred, but it is shared.", ["negation"]],
  ["an exception", "All fees are due at once, except taxes.", "All fees are due at once, with taxes.", ["negation"]],
  ["parties changed over", "甲方应当向乙方支付全部费用。", "乙方应当向甲方支付全部费用。", ["party"]],
  ["one party for another", "We bear the cost of the transfer.", "You bear the cost of the transfer.", ["party"]],
  ["the name of a party", "服务由示例科技有限公司提供并负责。", "服务由别的企业提供并负责。", ["party"]],
  ["full-width digits written with others", "故障在 30 日内处理完毕并告知结果。", "故障在 ３０ 日内处理完毕并告知结果。", []],
  ["a thousands separator", "赔偿总额以 10,000 元为限。", "赔偿总额以 10000 元为限。", []],
  ["a word of the same meaning", "故障由客服及时处里并告知结果。", "故障由客服及时处理并告知结果。", []],
  ["a comma", "Reports are answered quickly and completely.", "Reports are answered quickly, and completely.", []],
  ["你 for 您", "您可以随时导出资料并保存。", "你可以随时导出资料并保存。", []],
])("%s", (_what, before, after, codes) => {
  expect(codesOf(before, after)).toEqual(codes);
});

test("a citation that follows renumbering is no change of a number, a statute's article is", () => {
  expect(codesOf("费用见第 1.2 条，其余从其约定。", "费用见第 1.3 条，其余从其约定。")).toEqual([]);
  expect(codesOf("依照《民法典》第 496 条办理并告知。", "依照《民法典》第 497 条办理并告知。")).toEqual(["number"]);
});

test("moving and renumbering alone are editorial", () => {
  const [account, data] = ["账户由本人保管，妥善使用。", "资料可随时导出，格式通用。"];
  const comparison = compareOutlines(outlineOf([account, data]), outlineOf([data, account], ["c2", "c1"]));
  expect([comparison.counts.moved, comparison.counts.renumbered]).toEqual([1, 2]);
  expect(suggestClass({ ...changeOf([], []), comparison })).toEqual({ changeClass: "editorial", reasons: [] });
});

test("any wording of a flagged clause makes the change essential", () => {
  const flags = { c2: ["liability" as const] };
  const change = changeOf(["账户由本人保管。", "责任由客服承当。"], ["账户由本人保管。", "责任由客服承担。"], flags);
  expect(suggestClass(change)).toMatchObject({ changeClass: "essential", reasons: [{ code: "flagged", clauseId: "c2", found: "liability" }] });
});

test("a flag taken away without a word changed is no editorial change", () => {
  const change = changeOf(["账户由本人保管。"], ["账户由本人保管。"]);
  const reflagged = { ...change, oldFlags: new Map([["c1", ["conspicuous" as const]]]), newFlags: new Map() };
  expect(suggestClass(reflagged)).toEqual({
    changeClass: "essential",
    reasons: [{ code: "flags", clauseId: "c1", number: "1.1.", found: "conspicuous → –" }],
  });
});

test("a clause added or removed is ordinary, a flagged one essential", () => {
  const one = ["账户由本人保管，妥善使用。"];
  const two = [...one, "导出的资料以通用格式提供。"];
  expect(suggestClass(changeOf(one, two))).toMatchObject({ changeClass: "ordinary", reasons: [{ code: "added" }] });
  expect(suggestClass(changeOf(two, one))).toMatchObject({ changeClass: "ordinary", reasons: [{ code: "removed" }] });
  expect(suggestClass(changeOf(two, one, { c2: ["price"] })).changeClass).toBe("essential");
});

test("a clause that is rewritten is ordinary even without a number in it", () => {
  const change = changeOf(["资料可以随时导出，以常用格式提供给申请人。"], ["资料可以随时导出，形式由客服按照申请内容另行确定并告知。"]);
  expect(suggestClass(change).changeClass).toBe("ordinary");
});

test.each([
  ["账户由本人妥善保管。", "账户由本人妥善保管住。", "editorial"],
  ["资料由客服处里。", "资料由客服处理。", "editorial"],
  ["Accounts are mantained with care.", "Accounts are maintained, with care.", "editorial"],
  ["本条款适用于全部服务。", "本条款适用于全部收费服务。", "ordinary"],
  ["本条款适用于全部服务。", "本条款适用于部分服务。", "ordinary"],
  ["Data is kept with care.", "Data is kept.", "ordinary"],
])("%s → %s suggests %s", (before, after, changeClass) => {
  expect(suggestClass(changeOf([before], [after])).changeClass).toBe(changeClass);
});

test("of two languages the weightier suggestion counts, with the reasons of both", () => {
  const fault = { code: "number", clauseId: "c1", number: "1.1.", found: "1 → 2" } as const;
  const both = weightier({ changeClass: "editorial", reasons: [] }, { changeClass: "ordinary", reasons: [fault] });
  expect(both).toEqual({ changeClass: "ordinary", reasons: [fault] });
  expect([isMilder("editorial", both), isMilder("ordinary", both), isMilder("essential", both)]).toEqual([true, false, false]);
});

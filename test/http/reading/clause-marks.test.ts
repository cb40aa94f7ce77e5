import { expect, test } from "vitest";
import { sayMark, withMarks } from "#app/http/reading/clause-marks.server";
import type { MarkView } from "#app/http/reading/marks-view.server";

const HTML = '<div class="clause level-1" id="c-a"><p>One &quot; id=&quot;c-b&quot;&gt;</p></div>\n<div class="clause level-1" id="c-b"><p>Two</p></div>';
const SETTING = { zone: "Asia/Shanghai", language: "en" as const };

function markOn(id: string, changes: Partial<MarkView> = {}): MarkView {
  return { id: `mrk_${id}`, kind: "void", clause: { id, number: "1.", name: "One" }, ground: { text: "by law", language: "en" }, sinceAt: null, isForAll: true, ...changes };
}

test("each mark stands at the head of its own clause, in their order, and nothing else changes", () => {
  const html = withMarks(HTML, [markOn("b"), markOn("b", { kind: "undertaking" })], SETTING);
  expect(html.replace(/<p class="clause-mark.*?<\/p>/g, "")).toBe(HTML);
  expect(html).toMatch(/id="c-b"><p class="clause-mark clause-mark-void".*?<\/p><p class="clause-mark clause-mark-undertaking".*?<\/p><p>Two/);
});

test("a ground is text and never markup, and says its language", () => {
  const html = withMarks(HTML, [markOn("a", { ground: { text: '<script>"x"</script>', language: "zh-CN" } })], SETTING);
  expect(html).toContain('<span lang="zh-CN">&lt;script&gt;&quot;x&quot;&lt;/script&gt;</span>');
});

test("a mark on a clause that the text has not changes nothing", () => {
  expect(withMarks(HTML, [markOn("c")], SETTING)).toBe(HTML);
});

test("since when is told in the agreement's zone; from the beginning needs no date", () => {
  expect(sayMark({ kind: "void", sinceAt: "2026-01-31T16:00:00.000Z" }, SETTING)).toBe("This clause is void since 1 February 2026, 00:00 (Beijing time).");
  expect(sayMark({ kind: "undertaking", sinceAt: null }, { ...SETTING, language: "zh-CN" })).toBe("我们不援引本条款。");
});

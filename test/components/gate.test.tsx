import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { ChangeGatePage, type GatePageView } from "#app/components/gate/page";
import { LanguageProvider } from "#app/components/language";
import { EndingList } from "#app/components/leaving/ending-list";
import { loader } from "#app/routes/gate";
import { publish } from "#test/support/acceptance";
import { openGated } from "#test/support/gated";
import { visit } from "#test/support/visit";

/** The usual text with other words in its first clause. */
function reworded(words: string): Record<string, string> {
  return { "zh-CN": `# 通用条款\n\n欢迎使用。\n\n1. 范围\n\n1.1. ${words}\n\n1.2. 另有约定的，从其约定。\n\n2. 变更\n\n2.1. 变更提前三十日公告。\n` };
}

test("two changes of one agreement are shown without an id that is there twice", async () => {
  const { portal, reader } = await openGated({ texts: reworded("本条款适用于大部分服务。") });
  await publish(portal, { number: 3, effectiveAt: "2026-03-31T16:00:00.000Z", texts: reworded("本条款适用于部分服务。") });
  const { data: view } = await visit(reader.browser, loader, { path: "/gate" });
  const html = renderToStaticMarkup(<LanguageProvider language="zh-CN"><ChangeGatePage view={view as GatePageView} /></LanguageProvider>);
  const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
  expect(ids.filter((id) => id?.endsWith("c-c-3-name"))).toHaveLength(2);
  expect(ids.filter((id, place) => ids.indexOf(id) !== place)).toEqual([]);
});

test("clauses that go on binding are linked to where they stand in the text", () => {
  const agreement = { slug: "general-terms", number: 2, title: { text: "通用服务条款", language: "zh-CN" }, surviving: [{ id: "refunds", number: "3.5.", heading: null }] };
  const html = renderToStaticMarkup(<LanguageProvider language="zh-CN"><EndingList agreements={[agreement]} /></LanguageProvider>);
  expect(html).toContain('<a href="/agreements/general-terms/versions/2#c-refunds" lang="zh-CN">3.5</a>');
});

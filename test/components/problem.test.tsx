import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { LanguageProvider } from "#app/components/language";
import { ProblemPage } from "#app/components/problem";

function pageOf(code: string, details: Record<string, string>): string {
  const error = { status: 403, statusText: "", internal: false, data: { code, details } };
  return renderToStaticMarkup(<LanguageProvider language="en"><ProblemPage error={error} /></LanguageProvider>);
}

test("whoever was signed out meanwhile finds what was written, and the way to sign in", () => {
  const html = pageOf("signed-out", { typed: "<b>Why</b>?", to: "/sign-in?to=%2Fquestions" });
  expect(html).toMatch(/<textarea[^>]*readonly=""[^>]*>&lt;b&gt;Why&lt;\/b&gt;\?<\/textarea>/);
  expect(html).toContain('href="/sign-in?to=%2Fquestions"');
});

test("a refusal of a form in which nothing was written shows none", () => {
  expect(pageOf("form-stale", { typed: "" })).not.toContain("<textarea");
});

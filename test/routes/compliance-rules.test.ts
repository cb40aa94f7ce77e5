import { expect, test } from "vitest";
import { runRules } from "#app/cli/rules";
import { loader as loadCheck } from "#app/routes/compliance-rule-check";
import { loader as loadAll } from "#app/routes/compliance-rules";
import { readSettings } from "#app/settings";
import { openShippedPortal, thrownBy } from "#test/support/pages";
import { openAs } from "#test/support/staff";

test("each published agreement is looked at for auditors, editors and operators, with where to mend what each may open", async () => {
  const portal = await openShippedPortal();
  for (const role of ["auditor", "editor", "operator"] as const) {
    const { browser } = await openAs(portal, role, [role]);
    const { checks } = await loadAll({ ...browser.get("/compliance/rules"), params: {} });
    expect(checks.map(({ slug }) => slug).toSorted()).toEqual(["cloud-notes-terms", "general-terms", "privacy-notice", "product-news-consent"]);
    const { check } = await loadCheck({ ...browser.get("/compliance/rules/general-terms"), params: { slug: "general-terms" } });
    const results = check.laws.flatMap((each) => each.results);
    expect(results.length).toBeGreaterThan(20);
    expect(results.every(({ state, mend }) => (state === "met") === (mend === null))).toBe(true);
    const notice = check.laws.find(({ law }) => law === "eu-psd2")?.results[0];
    expect(notice).toMatchObject({ state: "notMet", found: expect.stringContaining("30"), mend: { href: role === "editor" ? "/editor/agreements/general-terms" : null } });
  }
});

test("only the laws that the operator declares are looked at", async () => {
  const shipped = await openShippedPortal();
  const portal = { ...shipped, settings: { ...shipped.settings, ...pick(readSettings({ DECLARED_LAWS: "cn-pipl, us-esign" })) } };
  const { browser } = await openAs(portal, "auditor", ["auditor"]);
  const { check } = await loadCheck({ ...browser.get("/compliance/rules/product-news-consent"), params: { slug: "product-news-consent" } });
  expect(check).toMatchObject({ isDeclared: true, laws: [{ law: "cn-pipl" }, { law: "us-esign" }] });
  expect(() => readSettings({ DECLARED_LAWS: "cn-pipl,moon" })).toThrow(/DECLARED_LAWS.*each one of cn-ecommerce/);
});

function pick({ laws }: ReturnType<typeof readSettings>) {
  return { laws };
}

test("an agreement that there is not has no check, and approvers and readers none at all", async () => {
  const portal = await openShippedPortal();
  const { browser } = await openAs(portal, "auditor", ["auditor"]);
  const unknown = Promise.resolve().then(() => loadCheck({ ...browser.get("/compliance/rules/x"), params: { slug: "x" } }));
  expect(await thrownBy(unknown)).toMatchObject({ status: 404 });
  const approver = await openAs(portal, "approver", ["approver"]);
  expect(await thrownBy(Promise.resolve().then(() => loadAll({ ...approver.browser.get("/compliance/rules"), params: {} })))).toMatchObject({ status: 404 });
});

test("the command says what it was not given rightly", async () => {
  await expect(runRules(["a", "b"])).rejects.toThrow("one agreement");
  await expect(runRules(["--lang", "fr"])).rejects.toThrow("--lang takes");
});

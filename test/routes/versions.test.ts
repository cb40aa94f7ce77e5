import { expect, test } from "vitest";
import { loader } from "#app/routes/versions";
import { openShippedPortal, requestOf, thrownBy } from "#test/support/pages";
import { openTestPortal } from "#test/support/portal";

test("every version is listed, the newest first, with its status, dates and texts", async () => {
  const portal = await openShippedPortal();
  const { data } = await loader(requestOf(portal, { path: "/agreements/general-terms/versions", params: { slug: "general-terms" } }));
  expect(data.view.entries).toMatchObject([
    { number: 2, status: "announced", effectiveAt: "2026-02-14T16:00:00.000Z", acts: [{ act: "announced" }] },
    { number: 1, status: "in force", effectiveAt: "2026-01-15T07:30:00.000Z", supersededAt: null },
  ]);
  expect(data.view.entries[0]?.texts.map(({ file, isBinding }) => [file, isBinding])).toEqual([
    ["/agreements/general-terms/versions/2/zh-CN.md", true],
    ["/agreements/general-terms/versions/2/en.md", false],
  ]);
});

test("an agreement that there is not has no history", async () => {
  const portal = await openTestPortal({ at: "2026-01-15" });
  const thrown = await thrownBy(loader(requestOf(portal, { path: "/agreements/none/versions", params: { slug: "none" } })));
  expect(thrown).toMatchObject({ status: 404, data: { code: "agreement-unknown" } });
});

import { expect, test } from "vitest";
import { newId } from "#app/domain/ids";
import { loader } from "#app/routes/site-checks";
import { insertRow } from "#db/commit";
import { openOffice } from "#test/support/later";
import { thrownBy } from "#test/support/pages";
import { openAs } from "#test/support/staff";

test("operators and auditors see for each announced change the last check and the days without one, and editors do not", async () => {
  const { portal, editor } = await openOffice();
  const auditor = await openAs(portal, "auditor", ["auditor"]);
  const open = async () => (await loader({ ...auditor.browser.get("/operator/site-checks"), params: {} })).checks;
  const [first] = await open();
  expect(await open()).toMatchObject([{ version: 2, last: null, gaps: [] }, { version: 3, last: null, gaps: [] }]);
  portal.clock.set("2026-03-04T07:30:00Z");
  const at = portal.now();
  const row = { id: newId("chk", at), noticeId: first?.noticeId ?? "", url: "http://localhost:3000/notices/pub_1", status: 503, bodySha256: null, happenedAt: at, recordedAt: at };
  await portal.writer.commit({ steps: [insertRow("siteChecks", row)] });
  expect(await open()).toMatchObject([{ last: { happenedAt: at, status: 503 }, gaps: [{ from: "2026-03-02", to: "2026-03-03" }] }, { last: null, gaps: [{ from: "2026-03-02", to: "2026-03-03" }] }]);
  expect(await thrownBy(Promise.resolve().then(() => loader({ ...editor.browser.get("/operator/site-checks"), params: {} })))).toMatchObject({ status: 404 });
});

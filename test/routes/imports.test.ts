import { expect, test } from "vitest";
import * as imports from "#app/routes/imports";
import type { ImportAnswer } from "#app/components/staff/imports";
import { contextOf } from "#test/support/exchange";
import { openShippedPortal, thrownBy } from "#test/support/pages";
import { openAs } from "#test/support/staff";
import { countRows } from "#test/support/rows";

const ROWS = "email,version,happened_at\nli.ming@example.com,1,2024-05-01T08:00:00Z\n";

async function openPage(role: "operator" | "editor" = "operator") {
  const portal = await openShippedPortal();
  const staff = await openAs(portal, "staff", [role]);
  const headers = { Cookie: `concordat=${staff.browser.cookies.get("concordat") ?? ""}`, "Accept-Language": "en", Origin: "http://localhost:3000" };
  async function send(file: string | null, fields: Record<string, string> = {}) {
    const body = new FormData();
    const all = { formToken: staff.formToken, agreement: "general-terms", format: "csv", source: "old portal", intent: "import", ...fields };
    for (const [name, value] of Object.entries(all)) body.set(name, value);
    if (file !== null) body.set("file", new Blob([file]), "rows.csv");
    const request = new Request("http://localhost:3000/operator/imports", { method: "POST", headers, body });
    const { data, init } = await imports.action({ request, context: contextOf(portal), params: {} });
    return { answer: data satisfies ImportAnswer, status: init?.status };
  }
  return { portal, staff, send };
}

test("a file is checked without a trace, then brought in, and listed", async () => {
  const { portal, staff, send } = await openPage();
  expect(await send(ROWS, { intent: "check" })).toMatchObject({ status: 200, answer: { report: { outcome: "checked", rows: 1 } } });
  expect(await countRows(portal.db)).toMatchObject({ importedActs: 0 });
  expect(await send(ROWS)).toMatchObject({ status: 200, answer: { report: { outcome: "imported", recorded: 1 } } });
  const { past } = await imports.loader({ ...staff.browser.get("/operator/imports"), params: {} });
  expect(past).toMatchObject([{ rows: 1, recorded: 1 }]);
});

test("what is wrong with the file comes back with what was chosen", async () => {
  const { send } = await openPage();
  expect(await send(null)).toMatchObject({ status: 422, answer: { faults: { file: expect.any(String) }, typed: { source: "old portal" } } });
  expect(await send(ROWS.replace("1,2024", "9,2024"))).toMatchObject({ status: 422, answer: { report: { outcome: "faulty", faults: [{ line: 2, code: "version-unknown" }] } } });
  expect(await send(ROWS, { agreement: "privacy-notice" })).toMatchObject({ status: 422, answer: { faults: { file: expect.stringContaining("terms") } } });
});

test("only operators bring files in", async () => {
  const { staff } = await openPage("editor");
  expect(await thrownBy(imports.loader({ ...staff.browser.get("/operator/imports"), params: {} }))).toMatchObject({ status: 404 });
});

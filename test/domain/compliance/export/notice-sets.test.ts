import { expect, test } from "vitest";
import { objectTo } from "#app/domain/acceptance/object.server";
import { parseCursor } from "#app/domain/compliance/export/cursor";
import type { ExportOrder } from "#app/domain/compliance/export/order";
import { CIRCUMSTANCES } from "#test/support/acceptance";
import { addActor, signInAgain } from "#test/support/actors";
import { addCrowd } from "#test/support/crowd";
import { display, openChange } from "#test/support/deeming";
import { bytesOf, makeExport } from "#test/support/exported";
import { tellAll } from "#test/support/notices";
import type { TestPortal } from "#test/support/portal";

type Row = Record<string, string | number | null>;

async function rowsOf(portal: TestPortal, changes: Partial<ExportOrder>): Promise<Row[]> {
  const auditor = await addActor(portal, `auditor-${Math.random()}`, ["auditor"]);
  const bytes = await bytesOf(portal, await makeExport(portal, auditor, { format: "jsonl", ...changes }));
  return bytes.toString().split("\n").filter((line) => line !== "").map((line) => JSON.parse(line));
}

test("a notice is exported in each of its languages", async () => {
  const { portal, noticeId, versionId } = await openChange();
  const rows = await rowsOf(portal, { dataSet: "notices", filter: { version: "2", agreement: "general-terms" } });
  expect(rows.filter(({ notice }) => notice === noticeId)).toMatchObject([
    { notice: noticeId, language: "en", reason: "announcement", version: 2, versionId, subject: "The terms change", zone: "Asia/Shanghai", party: null },
    { notice: noticeId, language: "zh-CN", subject: "条款变更" },
  ]);
});

test("deliveries made together are exported one by one, go on behind any of them, and are found by their party", async () => {
  const { portal, versionId, agreementId } = await openChange();
  const crowd = await addCrowd(portal, 450);
  const noticeId = await tellAll(portal, { agreementId, versionId, occasion: "again" });
  const stored = await portal.db.selectFrom("deliveries").where("noticeId", "=", noticeId).where("channel", "=", "inbox").select("id").orderBy("id").execute();
  const auditor = await addActor(portal, "auditor", ["auditor"]);
  const made = await makeExport(portal, auditor, { dataSet: "deliveries", format: "jsonl" });
  const lines = (await bytesOf(portal, made)).toString().split(/(?<=\n)/);
  const rows: Row[] = lines.map((line) => JSON.parse(line));
  expect(rows.filter(({ notice }) => notice === noticeId).map(({ delivery }) => delivery)).toEqual(stored.map(({ id }) => id));
  for (const place of [0, 199, 200, 330]) {
    const { ledger, index, delivery } = rows[place] ?? {};
    expect((await bytesOf(portal, made, parseCursor(`${ledger}.${index}.${delivery}`))).toString()).toBe(lines.slice(place + 1).join(""));
  }
  const party = crowd[300]?.partyId ?? "";
  expect(await rowsOf(portal, { dataSet: "deliveries", filter: { party } })).toMatchObject([{ party, notice: noticeId, channel: "inbox", language: "en", version: 2 }]);
});

test("what became of a delivery is exported once the ledger has it", async () => {
  const { portal, person, noticeId } = await openChange();
  await display(portal, { partyId: person.partyId, noticeId });
  const shown = { party: person.partyId, notice: noticeId, state: "displayed", source: "viewer", channel: "inbox", version: 2 };
  expect(await rowsOf(portal, { dataSet: "deliveryEvents" })).toMatchObject([shown]);
  expect(await rowsOf(portal, { dataSet: "deliveryEvents", filter: { party: person.partyId } })).toMatchObject([shown]);
  expect(await rowsOf(portal, { dataSet: "deliveryEvents", filter: { until: "2020-01-01" } })).toEqual([]);
});

test("an objection is exported with whether it came in time, and without its words", async () => {
  const { portal, person, versionId } = await openChange();
  const objected = await objectTo(portal, await signInAgain(portal, person.accountId), { versionId, reason: "Zu teuer", circumstances: CIRCUMSTANCES });
  const rows = await rowsOf(portal, { dataSet: "objections" });
  expect(rows).toMatchObject([{ act: objected.actId, party: person.partyId, version: 2, late: 0, agreement: "general-terms" }]);
  expect(JSON.stringify(rows)).not.toContain("teuer");
});

test("every data set is exported for all parties and for one, in every format", async () => {
  const { portal, person } = await openChange();
  const auditor = await addActor(portal, "auditor", ["auditor"]);
  for (const dataSet of ["objections", "notices", "deliveries", "deliveryEvents", "consents", "declines"] as const) {
    for (const format of ["csv", "jsonl", "parquet"] as const) {
      for (const filter of [{}, { party: person.partyId, agreement: "general-terms", version: "2", language: "en", class: "ordinary", from: "2026-01-01", until: "2027-01-01" }]) {
        const bytes = await bytesOf(portal, await makeExport(portal, auditor, { dataSet, format, filter }));
        expect(bytes.length > 0 || format === "jsonl").toBe(true);
      }
    }
  }
});

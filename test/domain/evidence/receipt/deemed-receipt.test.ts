import { expect, test } from "vitest";
import { objectTo } from "#app/domain/acceptance/object.server";
import { copyOfData } from "#app/domain/evidence/erasure/copy.server";
import { readReceipt } from "#app/domain/evidence/receipt/receipt.server";
import { recordOf } from "#app/domain/evidence/receipt/record";
import { sheetOf } from "#app/http/evidence/receipt-sheet";
import { receiptStatement, receiptTitle } from "#app/http/evidence/receipt-statement";
import { viewReceipt } from "#app/http/evidence/receipt-view";
import type { Portal } from "#app/portal.server";
import { CIRCUMSTANCES } from "#test/support/acceptance";
import { display, EFFECTIVE_AT, openChange, use } from "#test/support/deeming";

async function receiptOf(portal: Portal, asked: { partyId: string; actId: string }) {
  const receipt = await readReceipt(portal, asked);
  if (!receipt) throw new Error("there is no receipt");
  return receipt;
}

async function openDeemed() {
  const { portal, person, noticeId } = await openChange();
  await display(portal, { ...person, noticeId });
  portal.clock.set(EFFECTIVE_AT);
  const [deemed] = (await use(portal, person)).deemed;
  return { portal, noticeId, receipt: await receiptOf(portal, { partyId: person.partyId, actId: deemed?.actId ?? "" }) };
}

test("the receipt of a deemed acceptance says when the notice came and the service was used, and never that somebody accepted", async () => {
  const { receipt } = await openDeemed();
  const english = viewReceipt(receipt, "en");
  expect(receiptTitle(english, "en")).toBe("Record: taken as accepted");
  expect(receiptStatement(english, "en")).toBe(
    "The following was taken as accepted, because the notice of it was displayed on 1 March 2026, 15:30 (Beijing time) and the service was used on 10 April 2026, 08:00 (Beijing time). Nobody accepted it by a click; that can still be done at any time.",
  );
  expect(receiptStatement(viewReceipt(receipt, "zh-CN"), "zh-CN")).toContain("已于 2026 年 3 月 1 日 15:30（北京时间）展示");
  expect(JSON.stringify([english.items, receiptStatement(english, "en")])).not.toMatch(/agreed|was accepted by ticking/);
});

test("paper and record give grade and every condition with what shows it", async () => {
  const { receipt, noticeId } = await openDeemed();
  const sheet = JSON.stringify(sheetOf(viewReceipt(receipt, "en"), { language: "en", address: "li.ming@example.com", publicUrl: "http://localhost" }));
  expect(sheet).toContain("Grade C");
  expect(sheet).toContain("The 30 full days from that proof were over on 1 April 2026, 00:00 (Beijing time).");
  expect(recordOf(receipt, "http://localhost")).toMatchObject({
    collection_method: "deemed",
    event_state: "deemed",
    dpv: { term: null },
    deemed: { grade: "C", use: { source: "command", at: EFFECTIVE_AT }, conditions: expect.arrayContaining([expect.objectContaining({ code: "proof-suffices", notice: noticeId })]) },
  });
});

test("the receipt of an objection that came late says that it does not count", async () => {
  const { portal, person, versionId } = await openChange();
  portal.clock.set(EFFECTIVE_AT);
  const { actId } = await objectTo(portal, person, { versionId, reason: "Too dear.", circumstances: CIRCUMSTANCES });
  const receipt = await receiptOf(portal, { partyId: person.partyId, actId });
  expect(receiptStatement(viewReceipt(receipt, "en"), "en")).toContain("does not count as an objection");
  expect(recordOf(receipt, "http://localhost")).toMatchObject({ event_type: "objection", objection: { late: true, until: EFFECTIVE_AT, reason: "Too dear." } });
});

test("the copy of one's data holds objections with their reasons, and uses that were taken as acceptance", async () => {
  const { portal, person, versionId, noticeId } = await openChange();
  await display(portal, { ...person, noticeId });
  portal.clock.set(EFFECTIVE_AT);
  await use(portal, person);
  await objectTo(portal, person, { versionId, reason: "Too dear.", circumstances: CIRCUMSTANCES });
  expect(await copyOfData(portal, person.accountId)).toMatchObject({
    objections: [{ reason: "Too dear.", isLate: true, version: 2 }],
    uses_taken_as_acceptance: [{ grade: "C", source: "command", conditions: expect.arrayContaining([expect.objectContaining({ code: "used" })]) }],
  });
});

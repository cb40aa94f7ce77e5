import { expect, test } from "vitest";
import { recordDelivery } from "#app/domain/notice/delivery/events.server";
import { gradeOf } from "#app/domain/notice/proof";
import { readNoticeProofs } from "#app/domain/notice/proofs.server";
import { readEntries } from "#test/support/entered";
import { handOver, publishedTerms, tellAll } from "#test/support/notices";
import { addConfirmed, found } from "#test/support/organisation";
import { openTestPortal } from "#test/support/portal";

test("what is known of a notice proves more and more: published, delivered, displayed, acknowledged", async () => {
  const portal = await openTestPortal({ at: "2026-03-01T08:00:00Z" });
  const { agreementId, versionId } = await publishedTerms(portal);
  const { partyId } = await addConfirmed(portal, "li.ming@example.com");
  const noticeId = await tellAll(portal, { agreementId, versionId });
  const proofs = () => readNoticeProofs(portal, { partyId, versionId });
  expect(await readNoticeProofs(portal, { partyId: "pty_other", versionId })).toEqual([{ noticeId, channel: "site", state: "published", at: portal.now() }]);
  expect(gradeOf(await proofs())).toBe("D");
  const { id } = await portal.db.selectFrom("deliveries").select("id").where("channel", "=", "inbox").executeTakeFirstOrThrow();
  portal.clock.set("2026-03-02T08:00:00Z");
  await recordDelivery(portal, { deliveryId: id, state: "displayed", source: "viewer" });
  expect(await recordDelivery(portal, { deliveryId: id, state: "displayed", source: "viewer" })).toBe("known");
  expect(gradeOf(await proofs())).toBe("C");
  await recordDelivery(portal, { deliveryId: id, state: "acknowledged", source: "viewer" });
  expect(gradeOf(await proofs())).toBe("B");
  const entries = (await readEntries(portal)).filter(({ kind }) => kind === "notice.displayed" || kind === "notice.acknowledged");
  expect(entries).toMatchObject([{ kind: "notice.displayed", at: portal.now() }, { kind: "notice.acknowledged", at: portal.now() }]);
  expect(entries.every(({ commitments }) => commitments?.["party"]?.length === 64)).toBe(true);
});

test("a mail that was handed over proves nothing, one that came back least of all", async () => {
  const portal = await openTestPortal({ at: "2026-03-01T08:00:00Z" });
  const { agreementId, versionId } = await publishedTerms(portal);
  const { partyId } = await addConfirmed(portal, "li.ming@example.com");
  const noticeId = await tellAll(portal, { agreementId, versionId });
  await handOver(portal);
  const { id: deliveryId } = await portal.db.selectFrom("deliveries").select("id").where("channel", "=", "mail").executeTakeFirstOrThrow();
  await recordDelivery(portal, { deliveryId, state: "bounced", source: "dsn", detail: "5.1.1" });
  const mails = (await readNoticeProofs(portal, { partyId, versionId })).filter(({ channel }) => channel === "mail");
  expect(mails.map(({ state }) => state)).toEqual(["handedOver", "bounced"]);
  expect(gradeOf(mails)).toBe("F");
  expect(mails.every((proof) => proof.noticeId === noticeId)).toBe(true);
});

test("what was delivered to the one who receives an organisation's notices was delivered to it; what either confirms counts for itself alone", async () => {
  const portal = await openTestPortal({ at: "2026-03-01T08:00:00Z" });
  const terms = await publishedTerms(portal);
  const [owner, other] = [await addConfirmed(portal, "owner@example.com"), await addConfirmed(portal, "other@example.com")];
  const [first, second] = [await found(portal, owner), await found(portal, other, "Second Ltd.")];
  await tellAll(portal, terms);
  const grades = () => Promise.all([owner.partyId, first, other.partyId, second].map(async (partyId) => gradeOf(await readNoticeProofs(portal, { partyId, versionId: terms.versionId }))));
  expect(await grades()).toEqual(["D", "D", "D", "D"]);
  for (const partyId of [owner.partyId, second]) {
    const { id } = await portal.db.selectFrom("deliveries").select("id").where("partyId", "=", partyId).where("channel", "=", "inbox").executeTakeFirstOrThrow();
    await recordDelivery(portal, { deliveryId: id, state: "acknowledged", source: "viewer" });
  }
  expect(await grades()).toEqual(["B", "D", "D", "B"]);
});

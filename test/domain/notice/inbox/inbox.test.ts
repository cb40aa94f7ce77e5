import { expect, test } from "vitest";
import { sha256Of } from "#app/domain/digest";
import { setName } from "#app/domain/access/profile.server";
import { countUnread, findPlace, mayReceive, readInbox } from "#app/domain/notice/inbox/inbox.server";
import { acknowledgeNotice, displayNotice, readMessage } from "#app/domain/notice/inbox/message.server";
import { addActor } from "#test/support/actors";
import { publishedTerms, tellAll } from "#test/support/notices";
import { addConfirmed, found } from "#test/support/organisation";
import { openTestPortal } from "#test/support/portal";
import { eventsOf, tellParty } from "#test/support/inbox";
import { openShippedPortal } from "#test/support/pages";
import { refusalOf } from "#test/support/refusal";

async function openInbox() {
  const portal = await openShippedPortal();
  const reader = await addActor(portal, "li.ming", []);
  await setName(portal, { partyId: reader.partyId, name: "Li Ming" });
  const deliveryId = await tellParty(portal, { partyId: reader.partyId });
  return { portal, reader, deliveryId, asked: { deliveryId, language: null } };
}

test("a notice lies in the inbox of its party alone, unread, filled with its values", async () => {
  const { portal, reader, deliveryId, asked } = await openInbox();
  const other = await addActor(portal, "other", []);
  expect(await countUnread(portal, { partyId: reader.partyId, apartFrom: null })).toBe(1);
  expect((await readInbox(portal, { ...reader, after: null })).lines).toMatchObject([{ deliveryId, state: "unread", reason: "announcement", language: "en" }]);
  const message = await readMessage(portal, reader, asked);
  expect(message).toMatchObject({ subject: "A change for Li Ming", languages: ["en", "zh-CN"], displayedAt: null });
  expect(message.text).toContain(`Dear Li Ming,\n`);
  expect(message.text).toContain(`Read it here: http://localhost:3000/inbox/${deliveryId}.`);
  expect(message.messageSha256).toBe(sha256Of(message.text));
  expect((await readInbox(portal, { ...other, after: null })).lines).toEqual([]);
  expect(await refusalOf(() => readMessage(portal, other, asked))).toMatchObject({ code: "message-unknown" });
});

test("it can be read in every language of the notice; an unknown one gives that in which it was sent", async () => {
  const { portal, reader, asked } = await openInbox();
  const languages = await Promise.all(["zh-CN", "fr"].map(async (language) => (await readMessage(portal, reader, { ...asked, language })).language));
  expect(languages).toEqual(["zh-CN", "en"]);
});

test("the first display is recorded with what was shown; repeats, also at once, change nothing", async () => {
  const { portal, reader, deliveryId, asked } = await openInbox();
  const message = await readMessage(portal, reader, asked);
  portal.clock.set("2026-01-16");
  expect((await Promise.all([1, 2, 3].map(() => displayNotice(portal, reader, message)))).toSorted()).toEqual(["known", "known", "recorded"]);
  portal.clock.set("2026-01-17");
  await displayNotice(portal, reader, message);
  expect(await eventsOf(portal, deliveryId)).toEqual([{ state: "displayed", messageSha256: message.messageSha256, happenedAt: "2026-01-16T00:00:00.000Z" }]);
  expect(await countUnread(portal, { partyId: reader.partyId, apartFrom: null })).toBe(0);
});

test("what was displayed stays as it was, whatever the person is called later", async () => {
  const { portal, reader, asked } = await openInbox();
  await displayNotice(portal, reader, await readMessage(portal, reader, asked));
  await setName(portal, { partyId: reader.partyId, name: "Somebody Else" });
  expect((await readMessage(portal, reader, asked)).subject).toBe("A change for Li Ming");
});

test("acknowledging is recorded once and also counts as opened", async () => {
  const { portal, reader, deliveryId, asked } = await openInbox();
  portal.clock.set("2026-01-16");
  expect([await acknowledgeNotice(portal, reader, asked), await acknowledgeNotice(portal, reader, asked)]).toEqual(["recorded", "known"]);
  expect(await readMessage(portal, reader, asked)).toMatchObject({ state: "acknowledged", acknowledgedAt: "2026-01-16T00:00:00.000Z" });
  expect((await eventsOf(portal, deliveryId)).map(({ state }) => state)).toEqual(["acknowledged"]);
  expect(await countUnread(portal, { partyId: reader.partyId, apartFrom: null })).toBe(0);
});

test("a long inbox is paged by key, the newest first", async () => {
  const { portal, reader } = await openInbox();
  for (let day = 1; day <= 31; day++) {
    portal.clock.set(`2026-02-${String(Math.ceil(day / 2)).padStart(2, "0")}`);
    await tellParty(portal, { partyId: reader.partyId, occasion: String(day) });
  }
  const first = await readInbox(portal, { ...reader, after: null });
  const second = await readInbox(portal, { ...reader, after: first.next });
  expect([first.lines.length, first.isFirst, second.lines.length, second.next, second.isFirst]).toEqual([30, true, 2, null, false]);
  const all = [...first.lines, ...second.lines];
  expect(new Set(all.map(({ deliveryId }) => deliveryId)).size).toBe(32);
  expect(all.map(({ at }) => at)).toEqual(all.map(({ at }) => at).toSorted().reverse());
});

test("a mail that names its own delivery leads to the message in the inbox, and to nobody else's", async () => {
  const { portal, reader, deliveryId } = await openInbox();
  const { noticeId } = await portal.db.selectFrom("deliveries").where("id", "=", deliveryId).select("noticeId").executeTakeFirstOrThrow();
  const mail = { id: "dlv_mail", noticeId, partyId: reader.partyId, channel: "mail" as const, language: "en", happenedAt: portal.now(), recordedAt: portal.now() };
  await portal.writer.commit({ steps: [{ op: "insert", table: "deliveries", row: mail }] });
  const other = await addActor(portal, "other", []);
  expect(await findPlace(portal, reader, "dlv_mail")).toEqual({ place: "here", deliveryId });
  expect([await findPlace(portal, other, "dlv_mail"), await findPlace(portal, reader, "dlv_none")]).toEqual([null, null]);
  expect(await mayReceive(portal, reader)).toBe(true);
});

test("an inbox says for whom each message is: a receipt of what was done for an organisation for that alone, an announcement for both", async () => {
  const portal = await openTestPortal({ at: "2026-03-01T08:00:00Z" });
  const terms = await publishedTerms(portal);
  const owner = await addConfirmed(portal, "owner@example.com");
  const partyId = await found(portal, owner);
  await tellAll(portal, terms);
  await tellAll(portal, { ...terms, reason: "receipt", audience: { who: "parties", partyIds: [partyId, owner.partyId] } });
  await tellAll(portal, { ...terms, reason: "receipt", occasion: "own", audience: { who: "parties", partyIds: [owner.partyId] } });
  async function linesOf(id: string): Promise<unknown[]> {
    const { lines } = await readInbox(portal, { partyId: id, after: null });
    return lines.map(({ reason, organisation, alsoFor }) => [reason, organisation, alsoFor]).toSorted();
  }
  expect(await linesOf(owner.partyId)).toEqual([["announcement", null, ["Example Ltd."]], ["receipt", null, []], ["receipt", "Example Ltd.", []]]);
  expect(await linesOf(partyId)).toEqual([["announcement", null, []], ["receipt", null, []]]);
});

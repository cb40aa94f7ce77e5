import { expect, test } from "vitest";
import { accept } from "#app/domain/acceptance/accept.server";
import { decline } from "#app/domain/acceptance/decline.server";
import { readStandings } from "#app/domain/acceptance/standing.server";
import { sha256Of } from "#app/domain/digest";
import { insertRow } from "#db/commit";
import { addPerson } from "#test/support/people";
import { acceptTerms, openTerms, publish, termsForm } from "#test/support/acceptance";
import { openTestPortal, type TestPortal } from "#test/support/portal";
import { refusalOf } from "#test/support/refusal";
import { countRows } from "#test/support/rows";

const SECOND = { number: 2, texts: { "zh-CN": "# 通用条款\n\n1. 新\n", en: "# General Terms\n\n1. New\n" } };

/** A portal in which version 1 is in force since 1 January, and one person. */
async function openWithPerson(): Promise<{ portal: TestPortal; person: Awaited<ReturnType<typeof addPerson>> }> {
  const portal = await openTestPortal({ at: "2026-01-01" });
  await publish(portal);
  return { portal, person: await addPerson(portal) };
}

/** The tables that grew, but for what follows from the ledger's entries. */
async function changed(portal: TestPortal, run: () => Promise<unknown>): Promise<Record<string, number>> {
  const before = await countRows(portal.db);
  await run();
  const after = await countRows(portal.db);
  const grown = Object.entries(after).filter(([table, n]) => n !== before[table] && table !== "ledgerNodes" && table !== "checkpoints");
  return Object.fromEntries(grown.map(([table, n]) => [table, n - (before[table] ?? 0)]));
}

test("one acceptance is one act with its lines and circumstances", async () => {
  const { portal, person } = await openWithPerson();
  await publish(portal, { slug: "special-terms", properties: { precedence: 20 } });
  const form = await termsForm(portal, person);
  portal.clock.set("2026-01-01T03:04:05.678Z");
  expect(await changed(portal, () => accept(portal, { ...form, isTicked: true }))).toEqual({ acts: 1, actLines: 2, actCircumstances: 1, openings: 5, ledgerEntries: 1 });
  const act = await portal.db.selectFrom("acts").selectAll().executeTakeFirstOrThrow();
  expect(act).toMatchObject({ kind: "acceptance", method: "click", happenedAt: "2026-01-01T03:04:05.678Z", language: "en", isAddressConfirmed: 0, signInId: person.signInId });
  const lines = await portal.db.selectFrom("actLines").selectAll().orderBy("position").execute();
  expect(lines.map(({ precedence, language, followsActId }) => [precedence, language, followsActId])).toEqual([[20, "en", ""], [30, "en", ""]]);
});

test("each line holds the hash of the text shown and of the text that binds", async () => {
  const { portal, person } = await openWithPerson();
  await acceptTerms(portal, person);
  const line = await portal.db.selectFrom("actLines").selectAll().executeTakeFirstOrThrow();
  const texts = await portal.db.selectFrom("versionTexts").selectAll().execute();
  const hashOf = (language: string) => texts.find((text) => text.language === language)?.sha256;
  expect([line.shownSha256, line.bindingSha256]).toEqual([hashOf("en"), hashOf("zh-CN")]);
  expect(hashOf("en")).not.toBe(hashOf("zh-CN"));
});

test("an unticked box records nothing, and the same form may be sent again with the tick", async () => {
  const { portal, person } = await openWithPerson();
  const form = await termsForm(portal, person);
  expect(await changed(portal, () => accept(portal, { ...form, isTicked: false }))).toEqual({});
  expect(await accept(portal, { ...form, isTicked: false })).toEqual({ outcome: "unticked" });
  expect(await accept(portal, { ...form, isTicked: true })).toMatchObject({ outcome: "accepted" });
});

test("one person clicking twice at once has one act and one receipt", async () => {
  const { portal, person } = await openWithPerson();
  const form = await termsForm(portal, person);
  const answers = await Promise.all(Array.from({ length: 5 }, () => accept(portal, { ...form, isTicked: true })));
  expect(new Set(answers.map((answer) => "actId" in answer && answer.actId)).size).toBe(1);
  expect(answers.filter(({ outcome }) => outcome === "accepted")).toHaveLength(1);
  expect(answers.filter(({ outcome }) => outcome === "already accepted")).toHaveLength(4);
  expect((await countRows(portal.db)).acts).toBe(1);
});

test("two tabs in two languages end in one act, whoever comes first", async () => {
  const { portal, person } = await openWithPerson();
  const forms = [await termsForm(portal, person), await termsForm(portal, person, { language: "zh-CN" })];
  expect(new Set(forms.map(({ token }) => token)).size).toBe(2);
  const answers = await Promise.all(forms.map((form) => accept(portal, { ...form, isTicked: true })));
  expect(answers.map(({ outcome }) => outcome).toSorted()).toEqual(["accepted", "already accepted"]);
  expect(new Set(answers.map((answer) => "actId" in answer && answer.actId)).size).toBe(1);
});

test("two people accepting at once each have their own act", async () => {
  const { portal, person } = await openWithPerson();
  const other = await addPerson(portal, { address: "wang.fang@example.com" });
  const forms = await Promise.all([person, other].map((each) => termsForm(portal, each)));
  const answers = await Promise.all(forms.map((form) => accept(portal, { ...form, isTicked: true })));
  expect(answers.map(({ outcome }) => outcome)).toEqual(["accepted", "accepted"]);
  expect((await portal.db.selectFrom("acts").select("partyId").execute()).map(({ partyId }) => partyId).toSorted()).toEqual([person.partyId, other.partyId].toSorted());
});

test("many people accepting at once all get their acts", async () => {
  const { portal } = await openWithPerson();
  const people = [];
  for (let n = 0; n < 12; n++) people.push(await addPerson(portal, { address: `person${n}@example.com`, client: `192.0.2.${n}` }));
  const answers = await Promise.all(people.map((each) => acceptTerms(portal, each)));
  expect(answers.every(({ outcome }) => outcome === "accepted")).toBe(true);
  expect((await countRows(portal.db)).acts).toBe(12);
});

test("accept and decline at once: one of them stands, the other is told of it", async () => {
  const { portal, person } = await openWithPerson();
  const form = await termsForm(portal, person);
  const [accepted, declined] = await Promise.all([accept(portal, { ...form, isTicked: true }), decline(portal, form)]);
  expect(["accepted, accepted before", "declined before, declined"]).toContain(`${accepted.outcome}, ${declined.outcome}`);
  expect((await countRows(portal.db)).acts).toBe(1);
});

test("an old form after a new version took effect is not recorded in its stead", async () => {
  const { portal, person } = await openWithPerson();
  await publish(portal, SECOND);
  portal.clock.set("2026-01-31T15:59:59.999Z");
  const form = await termsForm(portal, person);
  portal.clock.set("2026-01-31T16:00:00.000Z");
  expect(await changed(portal, () => accept(portal, { ...form, isTicked: true }))).toEqual({});
  expect(await accept(portal, { ...form, isTicked: true })).toEqual({ outcome: "changed" });
  expect(await decline(portal, form)).toEqual({ outcome: "changed" });
  const now = await openTerms(portal, person);
  expect(now.outcome === "open" && now.offered.map(({ version }) => version.number)).toEqual([2]);
});

test("an announcement of a further version leaves an open form as it is", async () => {
  const { portal, person } = await openWithPerson();
  const form = await termsForm(portal, person);
  await publish(portal, SECOND);
  expect(await accept(portal, { ...form, isTicked: true })).toMatchObject({ outcome: "accepted" });
});

test("a form may be sent at the last millisecond of its day, and not after", async () => {
  const { portal, person } = await openWithPerson();
  const form = await termsForm(portal, person);
  portal.clock.set("2026-01-02T00:00:00.000Z");
  expect(await accept(portal, { ...form, isTicked: true })).toEqual({ outcome: "expired" });
  portal.clock.set("2026-01-01T23:59:59.999Z");
  expect(await accept(portal, { ...form, isTicked: true })).toMatchObject({ outcome: "accepted" });
  portal.clock.set("2027-01-01");
  expect(await accept(portal, { ...form, isTicked: true })).toMatchObject({ outcome: "already accepted" });
});

test("tokens of other people, altered or empty ones, are refused alike", async () => {
  const { portal, person } = await openWithPerson();
  const other = await addPerson(portal, { address: "wang.fang@example.com" });
  const form = await termsForm(portal, person);
  for (const token of [form.token, `${form.token}x`, "", "0".repeat(43)]) {
    expect(await accept(portal, { token, actor: other, circumstances: form.circumstances, isTicked: true })).toEqual({ outcome: "not yours" });
  }
  expect((await countRows(portal.db)).acts).toBe(0);
});

test("the token is kept nowhere but as its hash, and not in the screen", async () => {
  const { portal, person } = await openWithPerson();
  const { token } = await termsForm(portal, person);
  const { tokenSha256, screenSha256, setJson, setSha256 } = await portal.db.selectFrom("presentations").selectAll().executeTakeFirstOrThrow();
  const { html } = await portal.db.selectFrom("screens").selectAll().executeTakeFirstOrThrow();
  expect(tokenSha256).toBe(sha256Of(token));
  expect([sha256Of(html), sha256Of(setJson)]).toEqual([screenSha256, setSha256]);
  expect(html).not.toContain(token);
});

test("opening the same screen again is the same presentation, another language is another", async () => {
  const { portal, person } = await openWithPerson();
  const first = await termsForm(portal, person);
  expect(await changed(portal, () => termsForm(portal, person))).toEqual({});
  expect((await termsForm(portal, person)).token).toBe(first.token);
  expect(await changed(portal, () => termsForm(portal, person, { language: "zh-CN" }))).toEqual({ presentations: 1, screens: 1 });
});

test("people who are shown the same share one stored screen", async () => {
  const { portal, person } = await openWithPerson();
  const other = await addPerson(portal, { address: "wang.fang@example.com" });
  await termsForm(portal, person);
  expect(await changed(portal, () => termsForm(portal, other))).toEqual({ presentations: 1 });
});

test("a screen that is about to end is not shown again as the same presentation", async () => {
  const { portal, person } = await openWithPerson();
  const first = await termsForm(portal, person);
  portal.clock.set("2026-01-01T12:00:00Z");
  expect((await termsForm(portal, person)).token).not.toBe(first.token);
});

test("who accepted is asked for nothing, and told of the receipt when the version is named", async () => {
  const { portal, person } = await openWithPerson();
  const accepted = await acceptTerms(portal, person);
  expect(await openTerms(portal, person)).toEqual({ outcome: "nothing required" });
  expect(await openTerms(portal, person, { set: "general-terms" })).toEqual({ outcome: "already accepted", actIds: ["actId" in accepted && accepted.actId] });
});

test("a version that was declined may be accepted later, and then follows the decline", async () => {
  const { portal, person } = await openWithPerson();
  const declined = await decline(portal, await termsForm(portal, person));
  expect(await openTerms(portal, person)).toEqual({ outcome: "nothing required" });
  portal.clock.set("2026-01-03");
  const accepted = await acceptTerms(portal, person, { set: "general-terms" });
  expect(accepted).toMatchObject({ outcome: "accepted" });
  const lines = await portal.db.selectFrom("actLines").selectAll().orderBy("happenedAt").execute();
  expect(lines[1]?.followsActId).toBe("actId" in declined && declined.actId);
});

test("what was accepted cannot be declined afterwards", async () => {
  const { portal, person } = await openWithPerson();
  const forms = [await termsForm(portal, person), await termsForm(portal, person, { language: "zh-CN" })] as const;
  const accepted = await accept(portal, { ...forms[0], isTicked: true });
  const actId = "actId" in accepted && accepted.actId;
  expect(await decline(portal, forms[0])).toEqual({ outcome: "accepted before", actId });
  expect(await decline(portal, forms[1])).toEqual({ outcome: "accepted before", actId });
});

test("declining twice is one record, and the screen that declined does not accept", async () => {
  const { portal, person } = await openWithPerson();
  const form = await termsForm(portal, person);
  const first = await decline(portal, form);
  expect(await decline(portal, form)).toEqual({ outcome: "already declined", actId: "actId" in first && first.actId });
  expect(await accept(portal, { ...form, isTicked: true })).toEqual({ outcome: "declined before", actId: "actId" in first && first.actId });
});

test("after a decline the former version goes on binding and the gate does not return", async () => {
  const { portal, person } = await openWithPerson();
  await acceptTerms(portal, person);
  await publish(portal, SECOND);
  portal.clock.set("2026-02-01");
  await decline(portal, await termsForm(portal, person));
  const [standing] = await readStandings(portal, person);
  expect(standing).toMatchObject({ now: "declined", binds: { version: { number: 1 } } });
  expect(await openTerms(portal, person)).toEqual({ outcome: "nothing required" });
});

test("an announced version is accepted ahead, names the acceptance it replaces, and binds from its date", async () => {
  const { portal, person } = await openWithPerson();
  const first = await acceptTerms(portal, person);
  await publish(portal, SECOND);
  portal.clock.set("2026-01-10");
  await acceptTerms(portal, person, { set: "general-terms@2" });
  const lines = await portal.db.selectFrom("actLines").selectAll().orderBy("happenedAt").execute();
  expect(lines[1]?.replacesActId).toBe("actId" in first && first.actId);
  expect((await readStandings(portal, person))[0]?.binds?.version.number).toBe(1);
  portal.clock.set("2026-01-31T16:00:00Z");
  expect((await readStandings(portal, person))[0]).toMatchObject({ now: "accepted", binds: { version: { number: 2 } } });
});

test("newcomers during the notice may accept both versions by one act", async () => {
  const { portal, person } = await openWithPerson();
  await publish(portal, SECOND);
  await acceptTerms(portal, person, { set: "general-terms@2,general-terms" });
  const lines = await portal.db.selectFrom("actLines").innerJoin("versions", "versions.id", "actLines.versionId").select(["number", "position"]).orderBy("position").execute();
  expect(lines.map(({ number }) => number)).toEqual([1, 2]);
});

test("a set of which a part was accepted elsewhere is shown again", async () => {
  const { portal, person } = await openWithPerson();
  await publish(portal, { slug: "special-terms", properties: { precedence: 20 } });
  const both = await termsForm(portal, person);
  await acceptTerms(portal, person, { set: "special-terms" });
  expect(await accept(portal, { ...both, isTicked: true })).toEqual({ outcome: "changed" });
  const open = await openTerms(portal, person);
  expect(open.outcome === "open" && open.offered.map(({ standing }) => standing.slug)).toEqual(["general-terms"]);
});

test.each([
  ["nothing-here", { outcome: "unknown", slug: "nothing-here" }],
  ["general-terms@9", { outcome: "closed", slug: "general-terms", number: 9 }],
  ["privacy-notice", { outcome: "not terms", slug: "privacy-notice", kind: "information" }],
])("asking to accept %s is answered for what it is", async (set, expected) => {
  const { portal, person } = await openWithPerson();
  await publish(portal, { slug: "privacy-notice", properties: { kind: "information" } });
  expect(await openTerms(portal, person, { set })).toEqual(expected);
});

test("address and agent are kept apart, sealed, and open only with the party's key", async () => {
  const { portal, person } = await openWithPerson();
  await acceptTerms(portal, person);
  const row = await portal.db.selectFrom("actCircumstances").selectAll().executeTakeFirstOrThrow();
  expect(JSON.stringify(row)).not.toContain("203.0.113.7");
  expect(await portal.keys.open(person.partyId, "actCircumstances.address", row.addressSealed ?? "")).toBe("203.0.113.7");
  expect(await portal.keys.open(person.partyId, "actCircumstances.agent", row.agentSealed ?? "")).toBe("Test Browser/1.0");
});

test("a clock that was set back loses no answer", async () => {
  const { portal, person } = await openWithPerson();
  portal.clock.set("2026-01-01T05:00:00Z");
  await decline(portal, await termsForm(portal, person));
  portal.clock.set("2026-01-01T04:00:00Z");
  expect(await acceptTerms(portal, person, { set: "general-terms" })).toMatchObject({ outcome: "accepted" });
  portal.clock.set("2026-01-01T06:00:00Z");
  expect((await readStandings(portal, person))[0]).toMatchObject({ now: "accepted" });
});

test("a party that opens screen after screen is stopped before it fills the table, and others are not", async () => {
  const { portal, person } = await openWithPerson();
  const other = await addPerson(portal, { address: "wang.fang@example.com" });
  const { partyId, accountId: actorId } = person;
  const seed = await portal.db.selectFrom("documents").select("sha256").executeTakeFirstOrThrow();
  const screen = { sha256: seed.sha256, html: "", recordedAt: portal.now() };
  const rows = Array.from({ length: 200 }, (_, n) => ({
    id: `prs_${n}`, partyId, actorId, purpose: "terms" as const, screenSha256: seed.sha256, setSha256: seed.sha256, setJson: "{}",
    language: "en", tokenSha256: sha256Of(`token ${n}`), happenedAt: portal.now(), recordedAt: portal.now(),
  }));
  await portal.writer.commit({ steps: [insertRow("screens", screen), ...rows.map((row) => insertRow("presentations", row))] });
  expect((await refusalOf(() => openTerms(portal, person))).code).toBe("attempts-exceeded");
  expect((await openTerms(portal, other)).outcome).toBe("open");
  portal.clock.set("2026-01-02T00:00:00.001Z");
  expect((await openTerms(portal, person)).outcome).toBe("open");
});

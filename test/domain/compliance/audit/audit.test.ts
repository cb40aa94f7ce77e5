import { mkdtemp, readFile, rm, writeFile, appendFile } from "node:fs/promises";
import { createServer } from "node:net";
import { createSocket } from "node:dgram";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { signIn } from "#app/domain/access/sign-in.server";
import { syslogMessage } from "#app/domain/compliance/audit/line";
import { readAudit, type AuditAsked } from "#app/domain/compliance/audit/reading.server";
import { recordAudit } from "#app/domain/compliance/audit/record.server";
import { recordSettings } from "#app/domain/compliance/audit/settings.server";
import { openSink } from "#app/domain/compliance/audit/sink.server";
import { streamAudit } from "#app/domain/compliance/audit/stream.server";
import { makeAccount } from "#app/domain/access/sign-up.server";
import { hashPassword } from "#app/domain/access/password-hash.server";
import { placeHold } from "#app/domain/evidence/erasure/hold.server";
import type { Actor } from "#app/domain/publication/actor";
import { updateRows } from "#db/commit";
import { addActor } from "#test/support/actors";
import { readEntries } from "#test/support/entered";
import { addPerson, PASSWORD } from "#test/support/people";
import { openTestPortal, type TestPortal } from "#test/support/portal";
import { refusalOf } from "#test/support/refusal";

const EVERYTHING: AuditAsked = { person: "", kind: "", subject: "", from: null, until: null };

function viewOf(actor: Actor, partyId: string, day = "2026-03-01") {
  return { act: "case.viewed", partyId, actorId: actor.accountId, signInId: actor.signInId, reason: null, onceKey: `${actor.signInId} ${partyId} ${day}`, detailJson: "{}" } as const;
}

async function kindsOf(portal: TestPortal, actor: Actor, asked: Partial<AuditAsked> = {}): Promise<string[]> {
  const { records } = await readAudit(portal, { actor, asked: { ...EVERYTHING, ...asked }, before: null, limit: 100 });
  return records.map(({ kind }) => kind).filter((kind) => kind !== "key.introduced");
}

test("a sign-in of staff is in the ledger; one of a reader is not", async () => {
  const portal = await openTestPortal({ at: "2026-03-01" });
  await addPerson(portal);
  await makeAccount(portal, { address: "ann@example.com", name: null, language: "en", customerKind: "business", passwordHash: await hashPassword(PASSWORD), roles: ["auditor"] });
  await signIn(portal, { address: "ann@example.com", password: PASSWORD, client: "192.0.2.1", formerToken: null });
  const entered = (await readEntries(portal)).filter(({ kind }) => kind === "staff.signedIn");
  expect(entered).toHaveLength(1);
  expect(entered[0]?.body).toMatchObject({ method: "password" });
});

test("a case that is looked at twice on one sign-in and day is recorded once, and the ledger names neither party nor reason", async () => {
  const portal = await openTestPortal({ at: "2026-03-01" });
  const auditor = await addActor(portal, "auditor", ["auditor"]);
  const { partyId } = await addPerson(portal);
  const views = await Promise.all([1, 2, 3].map(() => recordAudit(portal, viewOf(auditor, partyId))));
  expect(views.filter(Boolean)).toHaveLength(1);
  expect(await recordAudit(portal, viewOf(auditor, partyId, "2026-03-02"))).toBe(true);
  const entries = (await readEntries(portal)).filter(({ kind }) => kind === "case.viewed");
  expect(entries).toHaveLength(2);
  expect(JSON.stringify(entries)).not.toContain(partyId);
  expect(Object.keys(entries[0]?.commitments ?? {})).toEqual(["party"]);
});

test("of an erased party it is still recorded who looked, without a reason", async () => {
  const portal = await openTestPortal({ at: "2026-03-01" });
  const auditor = await addActor(portal, "auditor", ["auditor"]);
  const { partyId } = await addPerson(portal);
  await portal.keys.destroyPartyKey(partyId);
  await recordAudit(portal, { ...viewOf(auditor, partyId), reason: "a complaint" });
  expect(await portal.db.selectFrom("auditRecords").select(["partyId", "reasonSealed"]).execute()).toEqual([{ partyId, reasonSealed: null }]);
});

test("what staff did is found by person, kind, subject and date, page by page, and what was refused stands among it", async () => {
  const portal = await openTestPortal({ at: "2026-03-01" });
  const auditor = await addActor(portal, "auditor", ["auditor"]);
  const other = await addActor(portal, "other", ["editor"]);
  const { partyId } = await addPerson(portal);
  portal.clock.set("2026-03-02T00:00:00.000Z");
  const operator = await addActor(portal, "second", ["operator"]);
  await placeHold(portal, { partyId, reason: "dispute", words: "a claim", untilAt: null, actor: operator });
  expect((await refusalOf(() => placeHold(portal, { partyId, reason: "dispute", words: "x", untilAt: null, actor: other }))).code).toBe("role-missing");
  const all = await kindsOf(portal, auditor);
  expect(all.toSorted()).toEqual(["hold.placed", "refused.placeHold", "staff.signedIn", "staff.signedIn", "staff.signedIn"]);
  expect(await kindsOf(portal, auditor, { person: partyId })).toEqual(expect.arrayContaining(["hold.placed", "refused.placeHold"]));
  expect(await kindsOf(portal, auditor, { person: "li.ming@example.com", kind: "hold.placed" })).toEqual(["hold.placed"]);
  expect(await kindsOf(portal, auditor, { person: "other@example.com" })).toEqual(["refused.placeHold", "staff.signedIn"]);
  expect(await kindsOf(portal, auditor, { person: "nobody@example.com" })).toEqual([]);
  expect(await kindsOf(portal, auditor, { until: "2026-03-02T00:00:00.000Z" })).toEqual(["staff.signedIn", "staff.signedIn"]);
  expect(await kindsOf(portal, auditor, { subject: partyId, from: "2026-03-02T00:00:00.000Z" })).toEqual(["refused.placeHold"]);
  const pages: string[] = [];
  for (let before: Awaited<ReturnType<typeof readAudit>>["next"] = null; ; ) {
    const { records, next } = await readAudit(portal, { actor: auditor, asked: EVERYTHING, before, limit: 2 });
    pages.push(...records.map(({ kind }) => kind).filter((kind) => kind !== "key.introduced"));
    if (next === null) break;
    before = next;
  }
  expect(pages).toEqual(all);
});

test("who is neither auditor nor operator reads nothing of it, and that is recorded", async () => {
  const portal = await openTestPortal({ at: "2026-03-01" });
  const editor = await addActor(portal, "editor", ["editor"]);
  const auditor = await addActor(portal, "auditor", ["auditor"]);
  expect((await refusalOf(() => kindsOf(portal, editor))).code).toBe("role-missing");
  expect(await kindsOf(portal, auditor, { kind: "refused.readAudit" })).toEqual(["refused.readAudit"]);
});

test("settings are recorded at a start where they are others than at the last, without passwords", async () => {
  const portal = await openTestPortal({ at: "2026-03-01", settings: { SMTP_URL: "smtp://user:secret@mail.example:587" } });
  expect([await recordSettings(portal), await recordSettings(portal)]).toEqual([true, false]);
  const changed = { ...portal, settings: { ...portal.settings, sessionHours: 8 } };
  expect(await recordSettings(changed)).toBe(true);
  const rows = await portal.db.selectFrom("auditRecords").select(["act", "detailJson"]).execute();
  expect(rows.map(({ act }) => act)).toEqual(["settings.changed", "settings.changed"]);
  expect(rows[0]?.detailJson).toContain("mail.example:587");
  expect(rows[0]?.detailJson).not.toContain("secret");
});

async function temporaryFile(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "concordat-audit-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return join(folder, "audit.jsonl");
}

/** What the opening of the ledger recorded is given before the test begins. */
async function catchUp(portal: TestPortal, target: string): Promise<void> {
  await streamAudit(portal, { target, sink: () => Promise.resolve() });
}

async function linesOf(file: string): Promise<{ id: string; kind: string; actor: string; outcome: string; index: number | null }[]> {
  return (await readFile(file, "utf8")).split("\n").filter((line) => line !== "").map((line) => JSON.parse(line));
}

test("a file gets each record once, in order, and goes on where it stopped", async () => {
  const portal = await openTestPortal({ at: "2026-03-01" });
  const target = await temporaryFile();
  const sink = openSink(target, portal.settings);
  await catchUp(portal, target);
  const auditor = await addActor(portal, "auditor", ["auditor"]);
  const { partyId } = await addPerson(portal);
  portal.clock.set("2026-03-01T00:00:01.000Z");
  await recordAudit(portal, viewOf(auditor, partyId));
  expect(await streamAudit(portal, { target, sink })).toBe(2);
  expect(await streamAudit(portal, { target, sink })).toBe(0);
  portal.clock.set("2026-03-02T00:00:00.000Z");
  await recordAudit(portal, viewOf(auditor, partyId, "2026-03-02"));
  expect(await streamAudit(portal, { target, sink })).toBe(1);
  const lines = await linesOf(target);
  expect(lines.map(({ kind }) => kind)).toEqual(["staff.signedIn", "case.viewed", "case.viewed"]);
  expect(lines[1]).toMatchObject({ actor: auditor.accountId, outcome: "done", index: expect.any(Number) });
});

test("what could not be written comes again, and a line that was cut short stays apart", async () => {
  const portal = await openTestPortal({ at: "2026-03-01" });
  const target = await temporaryFile();
  await catchUp(portal, target);
  const auditor = await addActor(portal, "auditor", ["auditor"]);
  const { partyId } = await addPerson(portal);
  await recordAudit(portal, viewOf(auditor, partyId));
  await expect(streamAudit(portal, { target, sink: () => Promise.reject(new Error("the disk is full")) })).rejects.toThrow("the disk is full");
  await writeFile(target, '{"v":1,"id":"aud_cut');
  expect(await streamAudit(portal, { target, sink: openSink(target, portal.settings) })).toBe(2);
  const [cut, ...whole] = (await readFile(target, "utf8")).trimEnd().split("\n");
  expect(cut).toBe('{"v":1,"id":"aud_cut');
  expect(whole).toHaveLength(2);
});

test("a record committed with an earlier instant than one already given is not lost", async () => {
  const portal = await openTestPortal({ at: "2026-03-02" });
  const target = await temporaryFile();
  const sink = openSink(target, portal.settings);
  await catchUp(portal, target);
  const auditor = await addActor(portal, "auditor", ["auditor"]);
  const { partyId } = await addPerson(portal);
  await recordAudit(portal, viewOf(auditor, partyId));
  await streamAudit(portal, { target, sink });
  portal.clock.set("2026-03-01T00:00:00.000Z");
  await recordAudit(portal, viewOf(auditor, partyId, "earlier"));
  expect(await streamAudit(portal, { target, sink })).toBe(1);
});

test("of two that give the same records at once, one keeps how far it came, and the other is told", async () => {
  const portal = await openTestPortal({ at: "2026-03-01" });
  const target = await temporaryFile();
  await addActor(portal, "auditor", ["auditor"]);
  const sink = async () => {
    await portal.writer.commit({ steps: [updateRows("portal", { set: { value: '{"holds":9}' }, where: { name: `audit stream ${target}` } })] });
    await appendFile(target, "x\n");
  };
  await streamAudit(portal, { target, sink: openSink(target, portal.settings) });
  await addActor(portal, "second", ["auditor"]);
  await expect(streamAudit(portal, { target, sink })).rejects.toThrow("row changed meanwhile");
});

test("a syslog server over TCP gets each message after its length", async () => {
  const portal = await openTestPortal({ at: "2026-03-01", settings: { PUBLIC_URL: "https://terms.example" } });
  const server = createServer();
  await once(server.listen(0, "127.0.0.1"), "listening");
  onTestFinished(() => void server.close());
  const received = new Promise<string>((resolve) => server.once("connection", (socket) => {
    const parts: Buffer[] = [];
    socket.on("data", (part: Buffer) => parts.push(part)).on("end", () => resolve(Buffer.concat(parts).toString()));
  }));
  const address = server.address();
  const target = `syslog:tcp://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
  await catchUp(portal, target);
  await addActor(portal, "auditor", ["auditor"]);
  await streamAudit(portal, { target, sink: openSink(target, portal.settings) });
  const [, length = "", message = ""] = /^(\d+) (.*)$/su.exec(await received) ?? [];
  expect(Buffer.byteLength(message)).toBe(Number(length));
  expect(message).toMatch(/^<110>1 2026-03-01T00:00:00\.000Z terms\.example concordat - staff\.signedIn - \{"actor":"usr_/);
});

test("a syslog server over UDP gets a message a datagram", async () => {
  const portal = await openTestPortal({ at: "2026-03-01" });
  const socket = createSocket("udp4");
  socket.bind(0, "127.0.0.1");
  await once(socket, "listening");
  onTestFinished(() => void socket.close());
  const received = once(socket, "message");
  const target = `syslog:udp://127.0.0.1:${socket.address().port}`;
  await catchUp(portal, target);
  await addActor(portal, "auditor", ["auditor"]);
  await streamAudit(portal, { target, sink: openSink(target, portal.settings) });
  expect(String((await received)[0])).toContain(" concordat - staff.signedIn - ");
});

test("a server that takes nothing is told as a failure", async () => {
  const portal = await openTestPortal({ at: "2026-03-01" });
  await addActor(portal, "auditor", ["auditor"]);
  const target = "syslog:tcp://127.0.0.1:1";
  await expect(streamAudit(portal, { target, sink: openSink(target, portal.settings) })).rejects.toThrow("ECONNREFUSED");
});

test("what was refused is a warning of syslog", () => {
  const line = { record: "rfs_1", kind: "refused.unmaskCase", actorId: "usr_1", signInId: null, partyId: null, subject: "pty_1", refusal: "reason-missing", happenedAt: "2026-03-01T00:00:00.000Z", recordedAt: "2026-03-01T00:00:00.000Z", entry: null };
  expect(syslogMessage(line, "terms.example")).toMatch(/^<108>1 .*"outcome":"refused".*"refusal":"reason-missing"/);
});

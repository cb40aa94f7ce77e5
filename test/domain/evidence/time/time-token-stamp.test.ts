import { writeFile } from "node:fs/promises";
import type { ServerResponse } from "node:http";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { sha256Of } from "#app/domain/digest";
import { readTimeAnchors } from "#app/domain/evidence/time/time-authority.server";
import { findCoveringToken, stampCheckpoint, stampDaily } from "#app/domain/evidence/time/time-token-stamp.server";
import { readTransparency } from "#app/domain/evidence/transparency.server";
import { loader as transparencyToken } from "#app/routes/transparency-token";
import { openTestBrowser } from "#test/support/exchange";
import { parseEntry } from "#app/ledger/entry";
import { utf8Of } from "#app/ledger/bytes";
import { selectEntriesOfRecord } from "#db/ledger/ledger";
import { selectTimeTokens } from "#db/ledger/time-tokens";
import { record } from "#test/support/ledger-portal";
import { openTestPortal, type TestPortal } from "#test/support/portal";
import { temporaryFolder } from "#test/support/store";
import { hasOpenssl, openTimeAuthority, verifiedByOpenssl } from "#test/support/time-authority";

const AT = "2026-03-01T08:00:00.000Z";
/** What the template of a portal's ledger holds. */
const OPENING = 2;

let isThere = false;
beforeAll(async () => {
  isThere = await hasOpenssl();
});

async function openStamped(answers: Parameters<typeof openTimeAuthority>[0] = {}) {
  const authority = await openTimeAuthority(answers);
  const portal = await openTestPortal({ at: AT, settings: { TIME_AUTHORITY_URL: authority.url, TIME_AUTHORITY_CA_FILE: authority.caFile } });
  await record(portal, 3);
  return { authority, portal };
}

function tokensOf({ db }: TestPortal) {
  return selectTimeTokens(db, { limit: 10 });
}

test("the newest checkpoint is stamped, kept with its token, and entered", async ({ skip }) => {
  if (!isThere) return skip("openssl is not installed");
  const { portal } = await openStamped();
  expect(await stampCheckpoint(portal)).toMatchObject({ state: "stamped", token: { ledgerNumber: 1, size: OPENING + 3, authority: "O=Time of a test, CN=tsa" } });
  const [kept] = await tokensOf(portal);
  const [row] = await selectEntriesOfRecord(portal.db, kept?.id ?? "");
  expect(kept?.noteSha256).toBe(sha256Of(kept?.note ?? ""));
  expect(parseEntry(utf8Of(row?.entryJson ?? ""))).toMatchObject({
    entry: {
      kind: "time.anchored", at: AT, hashes: { checkpoint: kept?.noteSha256, token: sha256Of(Buffer.from(kept?.tokenBase64 ?? "", "base64")) },
      body: { of: 1, size: OPENING + 3, genTime: kept?.genTime },
    },
  });
});

test("OpenSSL accepts the token that is kept, over the checkpoint that is kept, and over nothing else", async ({ skip }) => {
  if (!isThere) return skip("openssl is not installed");
  const { authority, portal } = await openStamped();
  await stampCheckpoint(portal);
  const [kept] = await tokensOf(portal);
  const token = Buffer.from(kept?.tokenBase64 ?? "", "base64");
  expect(await verifiedByOpenssl(authority, { token, content: kept?.note ?? "" })).toContain("Verification: OK");
  expect(await verifiedByOpenssl(authority, { token, content: `${kept?.note}\n` })).toContain("Verification: FAILED");
});

test("nothing is asked again while nothing was entered, and daily a new token all the same", async ({ skip }) => {
  if (!isThere) return skip("openssl is not installed");
  const { authority, portal } = await openStamped();
  const none = AbortSignal.any([]);
  expect(await stampDaily(portal, none)).toMatchObject({ state: "stamped" });
  expect(await stampDaily(portal, none)).toBe(null);
  await stampCheckpoint(portal);
  expect(authority.asked()).toBe(1);
  await record(portal, 1);
  await stampCheckpoint(portal);
  expect(authority.asked()).toBe(2);
  portal.clock.set("2026-03-02T08:00:00.000Z");
  expect(await stampDaily(portal, none)).toMatchObject({ state: "stamped" });
  expect((await tokensOf(portal)).map(({ size }) => size)).toEqual([8, 7, 5]);
});

test("an entry is covered by every token over a checkpoint that holds it", async ({ skip }) => {
  if (!isThere) return skip("openssl is not installed");
  const { portal } = await openStamped();
  expect(await findCoveringToken(portal, { ledgerNumber: 1, index: 0 })).toBe(null);
  await stampCheckpoint(portal);
  await record(portal, 1);
  await stampCheckpoint(portal);
  const [second, first] = await tokensOf(portal);
  const covering = (index: number) => findCoveringToken(portal, { ledgerNumber: 1, index });
  expect(await covering(4)).toEqual({ ...second, notAfter: first?.genTime });
  expect(await covering(5)).toEqual({ ...second, notAfter: second?.genTime });
  expect(await covering(7)).toBe(null);
  expect(await findCoveringToken(portal, { ledgerNumber: 2, index: 0 })).toBe(null);
});

/** What a server that is no time authority does. */
function answering(act: (response: ServerResponse) => unknown) {
  return { answer: (_authority: unknown, _request: unknown, response: ServerResponse) => void act(response) };
}

test.for([
  ["refused", { digests: "sha512" }],
  ["unreadable", answering((response) => response.end("<html>not found</html>"))],
  ["unreadable", answering((response) => response.end())],
  ["tooLarge", answering((response) => response.end(Buffer.alloc(10_000_000)))],
  ["statusOther", answering((response) => response.writeHead(302, { Location: "/tsr" }).end())],
  ["unreachable", answering((response) => response.destroy())],
  ["certificateExpired", { days: -1 }],
] as const)("an authority that answers wrongly (%s) leaves nothing behind", async ([fault, answers], { skip }) => {
  if (!isThere) return skip("openssl is not installed");
  const { portal } = await openStamped(answers);
  expect(await stampCheckpoint(portal)).toMatchObject({ state: "failed", fault });
  expect(await tokensOf(portal)).toEqual([]);
});

test("an answer to an earlier request over the same checkpoint is refused", async ({ skip }) => {
  if (!isThere) return skip("openssl is not installed");
  let earlier: Buffer | undefined;
  const { portal } = await openStamped({
    async answer(authority, request, response) {
      if (earlier) return void response.end(earlier);
      earlier = await authority.reply(request);
      response.writeHead(503).end();
    },
  });
  expect(await stampCheckpoint(portal)).toEqual({ state: "failed", fault: "statusOther", said: "503" });
  expect(await stampCheckpoint(portal)).toMatchObject({ state: "failed", fault: "nonceOther" });
});

test("an authority that never answers, or is not there, is waited for no longer than is said", async ({ skip }) => {
  if (!isThere) return skip("openssl is not installed");
  const { portal } = await openStamped({ answer: (_, __, response) => void response.writeHead(200).write("0") });
  expect(await stampCheckpoint(portal, AbortSignal.timeout(100))).toEqual({ state: "failed", fault: "timedOut", said: "" });
  const dead = await openTestPortal({ at: AT, settings: { TIME_AUTHORITY_URL: "http://127.0.0.1:1/" } });
  expect(await stampCheckpoint(dead)).toMatchObject({ state: "failed", fault: "unreachable" });
});

test("a foreign root is refused; without any the token is kept as not checked against one", async ({ skip }) => {
  if (!isThere) return skip("openssl is not installed");
  const { authority, portal } = await openStamped();
  portal.settings.timeAuthorityCaFile = (await openTimeAuthority()).caFile;
  expect(await stampCheckpoint(portal)).toMatchObject({ state: "failed", fault: "authorityForeign" });
  portal.settings.timeAuthorityCaFile = null;
  expect(await stampCheckpoint(portal)).toMatchObject({ state: "stamped", token: { anchorSha256: null } });
  expect(authority.asked()).toBe(2);
});

test("without an authority nothing is asked", async () => {
  const portal = await openTestPortal({ at: AT });
  expect(await stampCheckpoint(portal)).toEqual({ state: "unset" });
  expect(await stampDaily(portal, AbortSignal.any([]))).toBe(null);
});

test("a stopped ledger is not stamped", async () => {
  const portal = await openTestPortal({ at: AT, settings: { TIME_AUTHORITY_URL: "http://127.0.0.1:1/" } });
  portal.ledger.stop({ what: "endMoved", ledgerNumber: 1 });
  await expect(stampCheckpoint(portal)).rejects.toMatchObject({ code: "ledger-stopped" });
  expect(await stampDaily(portal, AbortSignal.any([]))).toBe(null);
});

test.each([
  ["", "no certificate in PEM"],
  ["-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", "damaged"],
])("a file of certificates that holds none (%j) is refused by name", async (text, fault) => {
  const file = join(await temporaryFolder(), "ca.pem");
  await writeFile(file, text);
  await expect(readTimeAnchors({ timeAuthorityCaFile: file })).rejects.toMatchObject({ code: "file-unfit", details: { file, fault: expect.stringContaining(fault) } });
});

test("a file of certificates that is not there is refused by name", async () => {
  await expect(readTimeAnchors({ timeAuthorityCaFile: "/nowhere/ca.pem" })).rejects.toMatchObject({ code: "file-unreadable", details: { file: "/nowhere/ca.pem" } });
});

test("outsiders are shown the stamp and given what OpenSSL checks it by", async ({ skip }) => {
  if (!isThere) return skip("openssl is not installed");
  const { authority, portal } = await openStamped();
  expect((await readTransparency(portal)).tokens).toEqual([]);
  await stampCheckpoint(portal);
  const { tokens } = await readTransparency(portal);
  expect(tokens).toMatchObject([{ size: OPENING + 3, authority: "O=Time of a test, CN=tsa", isTrusted: true }]);
  const browser = openTestBrowser(portal);
  const files = await Promise.all(["tst", "checkpoint"].map((kind) => transparencyToken({ ...browser.get("/"), params: { file: `${tokens[0]?.id}.${kind}` } })));
  const [token, checkpoint] = await Promise.all(files.map(async (file) => Buffer.from(await file.arrayBuffer())));
  expect(await verifiedByOpenssl(authority, { token: token ?? Buffer.alloc(0), content: String(checkpoint) })).toContain("Verification: OK");
  expect((await transparencyToken({ ...browser.get("/"), params: { file: "tst_unknown.tst" } })).status).toBe(404);
});

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { X509Certificate } from "node:crypto";
import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { checkTimeToken, nonceOf, readTimeResponse, writeTimeRequest } from "#app/domain/evidence/time/time-token";
import { utf8Of } from "#app/ledger/bytes";
import { hasOpenssl, openTimeAuthority, signedForOther, statementOf, type TimeAuthority } from "#test/support/time-authority";

const CONTENT = utf8Of("ledger.example/terms\n21\nroot\n\n— signature\n");
const NONCE = nonceOf(new Uint8Array(16).fill(0xff));

let isThere = false;
beforeAll(async () => {
  isThere = await hasOpenssl();
});

async function anchorOf(folder: string): Promise<Uint8Array> {
  return new X509Certificate(await readFile(join(folder, "ca.pem"))).raw;
}

async function tokenOf(authority: TimeAuthority): Promise<Uint8Array> {
  const read = readTimeResponse(await authority.reply(Buffer.from(writeTimeRequest({ content: CONTENT, nonce: NONCE }))));
  if (read.state !== "granted") throw new Error(read.fault);
  return read.token;
}

async function openWithToken(days = 30) {
  const authority = await openTimeAuthority({ days });
  return { authority, token: await tokenOf(authority), anchors: [await anchorOf(authority.folder)] };
}

test("a token of a real authority is sound, by a trusted certificate or without one", async ({ skip }) => {
  if (!isThere) return skip("openssl is not installed");
  const { authority, token, anchors } = await openWithToken();
  const trusted = await checkTimeToken(token, { content: CONTENT, nonce: NONCE, anchors });
  const { fingerprint256 } = new X509Certificate(await readFile(authority.caFile));
  expect(trusted).toEqual({
    state: "sound",
    said: {
      genTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.000Z$/), authority: "O=Time of a test, CN=tsa", policy: "1.2.3.4.1",
      anchorSha256: fingerprint256.replaceAll(":", "").toLowerCase(),
    },
  });
  expect(await checkTimeToken(token, { content: CONTENT, nonce: null, anchors: [] })).toMatchObject({ state: "sound", said: { anchorSha256: null } });
});

test("a token about something else, for another request or under a foreign root is none for us", async ({ skip }) => {
  if (!isThere) return skip("openssl is not installed");
  const { token, anchors } = await openWithToken();
  const foreign = await anchorOf((await openTimeAuthority()).folder);
  const faultOf = (expected: object) => checkTimeToken(token, { content: CONTENT, nonce: NONCE, anchors, ...expected });
  expect(await faultOf({ content: utf8Of("another") })).toEqual({ state: "faulty", fault: "imprintOther" });
  expect(await faultOf({ nonce: nonceOf(new Uint8Array(16)) })).toEqual({ state: "faulty", fault: "nonceOther" });
  expect(await faultOf({ anchors: [foreign] })).toEqual({ state: "faulty", fault: "authorityForeign" });
  expect(await faultOf({ anchors: [foreign, ...anchors] })).toMatchObject({ state: "sound" });
});

test("a certificate that was not valid at the time that the token states does not count", async ({ skip }) => {
  if (!isThere) return skip("openssl is not installed");
  const { token, anchors } = await openWithToken(-1);
  expect(await checkTimeToken(token, { content: CONTENT, nonce: NONCE, anchors })).toEqual({ state: "faulty", fault: "certificateExpired" });
  expect(await checkTimeToken(token, { content: CONTENT, nonce: NONCE, anchors: [] })).toEqual({ state: "faulty", fault: "certificateExpired" });
});

test("a certificate that may sign more than time stamps does not count", async ({ skip }) => {
  if (!isThere) return skip("openssl is not installed");
  const { authority, anchors } = await openWithToken();
  const token = await signedForOther(authority);
  expect(await checkTimeToken(token, { content: CONTENT, nonce: NONCE, anchors })).toEqual({ state: "faulty", fault: "purposeOther" });
});

test("no flipped bit of the statement, of the certificate that signed it or of the signature passes", async ({ skip }) => {
  if (!isThere) return skip("openssl is not installed");
  const { authority, token, anchors } = await openWithToken();
  const certificate = new X509Certificate(await readFile(join(authority.folder, "tsa.pem"))).raw;
  const places = [...placesOf(token, await statementOf(authority)), ...placesOf(token, certificate).filter((place) => place % 5 === 0), token.length - 40, token.length - 1];
  const passing: number[] = [];
  for (const place of places) {
    const altered = token.map((byte, each) => (each === place ? byte ^ 1 : byte));
    if ((await checkTimeToken(altered, { content: CONTENT, nonce: null, anchors })).state === "sound") passing.push(place);
  }
  expect(places.length).toBeGreaterThan(150);
  expect(passing).toEqual([]);
});

function placesOf(token: Uint8Array, part: Uint8Array): number[] {
  const from = Buffer.from(token).indexOf(part);
  if (from < 0) throw new Error("the token does not hold this part");
  return Array.from(part, (_, place) => from + place);
}

test("what cannot be read is unreadable, and never throws", async () => {
  await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
    expect(readTimeResponse(bytes).state).toBe("faulty");
    expect(await checkTimeToken(bytes, { content: CONTENT, nonce: null, anchors: [] })).toMatchObject({ state: "faulty" });
  }));
  const nested = new Uint8Array(60_000).fill(0x30);
  expect(readTimeResponse(nested)).toMatchObject({ fault: "unreadable" });
});

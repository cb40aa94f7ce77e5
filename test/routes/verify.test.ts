import { expect, test } from "vitest";
import { MOST_EVIDENCE_BYTES } from "#app/ledger/evidence-file";
import { writeVerifierKey } from "#app/ledger/note";
import type { Block } from "#app/messages/verify-blocks";
import { loader as verifierFile } from "#app/routes/verifier-file";
import { action, loader } from "#app/routes/verify";
import { evidenceFile, KEY_LINE } from "#test/support/evidence";
import { contextOf, openTestBrowser } from "#test/support/exchange";
import { openTestPortal, type TestPortal } from "#test/support/portal";

function openPortal(): Promise<TestPortal> {
  return openTestPortal({ at: "2026-03-01T08:00:00Z" });
}

/** The words of a piece of a page. */
function textOf(blocks: readonly (Block | string)[]): string {
  return blocks.map((block) => (typeof block === "string" ? block : textOf(block.children))).join(" ");
}

type Sent = { files?: readonly (readonly [string, Uint8Array])[]; keys?: string; headers?: Record<string, string> };

/** What the page answers when a browser without script sends the form. */
async function send(portal: TestPortal, { files = [], keys = "", headers = {} }: Sent) {
  const form = new FormData();
  for (const [name, bytes] of files) form.append("files", new File([new Uint8Array(bytes)], name));
  form.append("keys", keys);
  const request = new Request("http://localhost:3000/verify", { method: "POST", body: form, headers: { "Accept-Language": "en", ...headers } });
  const { data: found, init } = await action({ request, context: contextOf(portal), params: {} });
  return { status: init?.status, headers: new Headers(init?.headers), keys: found.keys, text: textOf(found.blocks) };
}

test("the page is filled with the portal's own keys, and is kept and asked about like reading pages", async () => {
  const portal = await openPortal();
  const { data: view, init } = await loader({ ...openTestBrowser(portal).get("/verify"), params: {} });
  expect(view).toMatchObject({ language: "en", keys: portal.ledger.keys().map(writeVerifierKey).join("\n") });
  expect(new Headers(init?.headers).get("Cache-Control")).toBe("no-cache");
});

test("an evidence file that is sent is checked by the key that was sent with it", async () => {
  const portal = await openPortal();
  const sent = await send(portal, { files: [["a.json", await evidenceFile()]], keys: KEY_LINE });
  expect(sent).toMatchObject({ status: 200, keys: KEY_LINE, text: expect.stringContaining("The evidence holds") });
  expect(sent.text).toContain("Checked by the key that you gave");
  expect(sent.headers.get("Cache-Control")).toBe("no-store");
});

test("by the keys that the page filled in, it says whose they are; foreign evidence is not signed by them", async () => {
  const portal = await openPortal();
  const { status, text } = await send(portal, { files: [["a.json", await evidenceFile()]], keys: portal.ledger.keys().map(writeVerifierKey).join("\r\n") });
  expect(status).toBe(200);
  expect(text).toContain("that of this portal’s own ledger");
  expect(text).toContain("None of the keys used here has signed the checkpoint");
});

test("with the keys taken out, only that it agrees with itself is said", async () => {
  const { text } = await send(await openPortal(), { files: [["a.json", await evidenceFile()]] });
  expect(text).toContain("The evidence agrees with itself");
  expect(text).toContain("anyone can make a key");
});

test("no file, half a file, a wrong key and too much are told, and the keys typed come back", async () => {
  const portal = await openPortal();
  const empty: [string, Uint8Array] = ["", new Uint8Array()];
  expect(await send(portal, { files: [empty], keys: "typed" })).toMatchObject({ status: 422, keys: "typed", text: expect.stringContaining("No file was given") });
  expect(await send(portal, { files: [["a.json", (await evidenceFile()).subarray(0, 500)]] })).toMatchObject({ status: 422, text: expect.stringContaining("not JSON") });
  expect(await send(portal, { files: [["a.json", await evidenceFile()]], keys: "x" })).toMatchObject({ status: 422, text: expect.stringContaining("not a verifier key") });
  expect(await send(portal, { files: [["a.json", new Uint8Array(9 * 1024 * 1024)]] })).toMatchObject({ status: 413, text: expect.stringContaining("larger than the 8 MB") });
  expect(MOST_EVIDENCE_BYTES).toBeGreaterThan(9 * 1024 * 1024);
});

test("what is no form is refused", async () => {
  const portal = await openPortal();
  const request = new Request("http://localhost:3000/verify", { method: "POST", body: "--x\r\nnonsense", headers: { "Content-Type": "multipart/form-data; boundary=x" } });
  await expect(action({ request, context: contextOf(portal), params: {} })).rejects.toMatchObject({ status: 400 });
  await expect(send(portal, { headers: { Origin: "https://elsewhere.example" } })).rejects.toMatchObject({ status: 403 });
});

test("who sends too much for checking is asked to wait", async () => {
  const portal = await openPortal();
  for (let time = 0; time < 60; time++) await send(portal, {});
  const { status, text, headers } = await send(portal, {});
  expect([status, text]).toEqual([429, expect.stringContaining("Try again in 15 minutes")]);
  expect(headers.get("Retry-After")).toBe("900");
});

test("an upload leaves nothing behind but its count", async () => {
  const portal = await openPortal();
  const rowsOf = async () => (await portal.db.selectFrom("ledgerEntries").select("index").execute()).length + (await portal.db.selectFrom("outbox").selectAll().execute()).length;
  const before = await rowsOf();
  await send(portal, { files: [["a.json", await evidenceFile()]] });
  expect(await rowsOf()).toBe(before);
});

test("the one-file verifier is a download with a tag, or unknown where it was not built", async () => {
  const portal = await openPortal();
  const ask = (headers: Record<string, string>) => verifierFile({ request: new Request("http://localhost:3000/verify/concordat-verify.mjs", { headers }), context: contextOf(portal), params: {} });
  const answer = await ask({}).catch((refused: unknown) => refused);
  if (!(answer instanceof Response)) throw answer;
  if (answer.status === 404) return;
  expect(answer.headers.get("Content-Disposition")).toBe('attachment; filename="concordat-verify.mjs"');
  expect((await ask({ "If-None-Match": answer.headers.get("ETag") ?? "" })).status).toBe(304);
});

import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import type { LoaderFunctionArgs } from "@remix-run/node";
import { expect, test } from "vitest";
import { runVerify } from "#app/cli/verify";
import { answerConsent } from "#app/domain/acceptance/answer-consent.server";
import type { Session } from "#app/domain/access/session.server";
import { writeVerifierKey } from "#app/ledger/note";
import * as consent from "#app/routes/receipt-consent";
import * as entry from "#app/routes/receipt-entry";
import * as evidence from "#app/routes/receipt-evidence";
import * as pdf from "#app/routes/receipt-pdf";
import * as proof from "#app/routes/receipt-proof";
import { acceptTerms, CIRCUMSTANCES, openPurposes } from "#test/support/acceptance";
import { openTestBrowser, type TestBrowser } from "#test/support/exchange";
import { openShippedPortal } from "#test/support/pages";
import { addPerson } from "#test/support/people";
import type { TestPortal } from "#test/support/portal";
import { saidBy } from "#test/support/said";
import { temporaryFolder } from "#test/support/store";
import { visit } from "#test/support/visit";

type Visitor = { portal: TestPortal; person: Session; browser: TestBrowser; actId: string };

async function openAccepted(): Promise<Visitor> {
  const portal = await openShippedPortal();
  const visitor = await openPerson(portal);
  const outcome = await acceptTerms(portal, visitor.person);
  if (outcome.outcome !== "accepted") throw new Error(outcome.outcome);
  return { ...visitor, actId: outcome.actId };
}

async function openPerson(portal: TestPortal, address = "li.ming@example.com"): Promise<Omit<Visitor, "actId">> {
  const person = await addPerson(portal, { address });
  const browser = openTestBrowser(portal);
  browser.cookies.set("concordat", person.token);
  return { portal, person, browser };
}

async function openConsented(): Promise<Visitor> {
  const portal = await openShippedPortal();
  const visitor = await openPerson(portal);
  const [open] = await openPurposes(portal, visitor.person);
  const given = await answerConsent(portal, { token: open?.token ?? "", answer: "give", actor: visitor.person, circumstances: CIRCUMSTANCES });
  if (!("actId" in given)) throw new Error(given.outcome);
  return { ...visitor, actId: given.actId };
}

type Route = { loader(args: LoaderFunctionArgs): Promise<Response> };

async function download({ browser, actId }: Pick<Visitor, "browser" | "actId">, { loader }: Route): Promise<Buffer> {
  const response = await loader({ ...browser.get(`/receipts/${actId}/file`), params: { id: actId } });
  expect([response.status, response.headers.get("Cache-Control")]).toEqual([200, "no-store"]);
  return Buffer.from(await response.arrayBuffer());
}

async function verifyDownloads({ ledger }: TestPortal, files: Record<string, Uint8Array>) {
  const folder = await temporaryFolder();
  for (const [name, bytes] of Object.entries(files)) await writeFile(join(folder, name), bytes);
  const keys = ledger.keys().flatMap((key) => ["--key", writeVerifierKey(key)]);
  return saidBy(() => runVerify([...Object.keys(files), ...keys, "--lang", "en"], folder));
}

test("the evidence file of an acceptance is answered yes at all four levels by the command", async () => {
  const visitor = await openAccepted();
  const { code, out } = await verifyDownloads(visitor.portal, { "a.evidence.json": await download(visitor, evidence) });
  expect(code, out).toBe(0);
  for (const line of ["1. Logged: Yes.", "2. Consistent: Yes.", "3. Text: Yes.", "4. Person: Yes."]) expect(out).toContain(line);
});

test("so is that of a consent", async () => {
  const visitor = await openConsented();
  const { code, out } = await verifyDownloads(visitor.portal, { "a.json": await download(visitor, evidence) });
  expect(code, out).toBe(0);
  expect(out.match(/: Yes\./g)).toHaveLength(4);
});

test("an evidence file with one word of the text changed fails", async () => {
  const visitor = await openAccepted();
  const file = (await download(visitor, evidence)).toString("utf8");
  const { code } = await verifyDownloads(visitor.portal, { "a.json": Buffer.from(file.replace('"text": "', '"text": "x')) });
  expect(code).toBe(1);
});

test("entry and proof can be had as loose files, and are checked like the evidence file", async () => {
  const visitor = await openAccepted();
  const files = { "entry.json": await download(visitor, entry), "a.tlog-proof": await download(visitor, proof) };
  const { code, out } = await verifyDownloads(visitor.portal, files);
  expect(code, out).toBe(0);
  expect(out).toContain("1. Logged: Yes.");
});

test("the files of a receipt are nobody else's", async () => {
  const { portal, actId: id } = await openAccepted();
  const other = await openPerson(portal, "wang.fang@example.com");
  for (const { loader } of [evidence, entry, proof, pdf, consent]) {
    expect(await visit(other.browser, loader, { path: "/", params: { id } })).toMatchObject({ status: 404, data: { code: "receipt-unknown" } });
    expect(await visit(openTestBrowser(portal), loader, { path: "/", params: { id } })).toMatchObject({ status: 302 });
  }
});

test("a consent can be had in the words of the Data Privacy Vocabulary, with the context in the file itself", async () => {
  const visitor = await openConsented();
  const view = JSON.parse((await download(visitor, consent)).toString("utf8")) as Record<string, unknown>;
  expect(view).toMatchObject({
    "@context": { dpv: "https://w3id.org/dpv#" },
    "@type": "dpv:ConsentRecord",
    "dct:identifier": visitor.actId,
    "dpv:hasConsentStatus": "dpv:ConsentGiven",
    "dpv:isIndicatedAtTime": visitor.portal.now(),
    "dpv:hasPurpose": [{ "dct:title": expect.arrayContaining([expect.objectContaining({ "@language": "en" })]) }],
  });
  const prefixes = Object.keys(view["@context"] as object);
  expect(Object.keys(view).filter((name) => name.includes(":") && !prefixes.includes(name.split(":")[0] ?? ""))).toEqual([]);
});

test("accepted terms are never given out as a consent", async () => {
  const { browser, actId: id } = await openAccepted();
  expect(await visit(browser, consent.loader, { path: "/", params: { id } })).toMatchObject({
    status: 409, data: { code: "receipt-not-consent", title: "This is not a consent, and is not given out as one" },
  });
});

test("the receipt for paper is a tagged PDF, the same bytes each time, later too", async () => {
  const visitor = await openAccepted();
  const first = await download(visitor, pdf);
  await openPerson(visitor.portal, "wang.fang@example.com");
  expect((await download(visitor, pdf)).equals(first)).toBe(true);
  expect(first.subarray(0, 5).toString()).toBe("%PDF-");
  for (const sign of ["/StructTreeRoot", "/Marked true", "/Lang (en)"]) expect(first.includes(sign), sign).toBe(true);
});

test("its text can be selected, Chinese too, with hashes whole", async (context) => {
  const visitor = await openAccepted();
  visitor.browser.cookies.set("language", "zh-CN");
  const path = join(await temporaryFolder(), "receipt.pdf");
  await writeFile(path, await download(visitor, pdf));
  const read = await promisify(execFile)("pdftotext", ["-layout", path, "-"]).catch((error: NodeJS.ErrnoException) => error);
  if (read instanceof Error) return context.skip("pdftotext is not installed");
  const entries = await visitor.portal.db.selectFrom("actLines").select("shownSha256").execute();
  expect(read.stdout.replace(/\s/g, "")).toContain("接受回执");
  for (const { shownSha256 } of entries) expect(read.stdout.replace(/\s/g, "")).toContain(shownSha256);
});

import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { answerConsent } from "#app/domain/acceptance/answer-consent.server";
import { runVerify } from "#app/cli/verify";
import { CIRCUMSTANCES, openPurposes } from "#test/support/acceptance";
import type { Case } from "#test/support/bagged";
import { makeBag, openCase, PERSONAL, said, unpackBag } from "#test/support/bagged";
import { saidBy, type Said } from "#test/support/said";

type Line = { ledger: string; index: number; entry: { kind: string; record: string } };

function verify(folder: string, file = "bag.zip"): Promise<Said> {
  return saidBy(() => runVerify([file, "--key", "ledger.vkey", "--lang", "en"], folder));
}

async function linesOf<T = Line>(bag: string, file = "records.jsonl"): Promise<T[]> {
  const text = await readFile(join(bag, "data", file), "utf8");
  return text.split("\n").filter((line) => line !== "").map((line) => JSON.parse(line));
}

async function kindsIn(bag: string): Promise<string[]> {
  return [...new Set((await linesOf(bag)).map(({ entry }) => entry.kind))].toSorted();
}

async function filesIn(bag: string): Promise<string[]> {
  const entries = await readdir(bag, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name).slice(bag.length + 1)).toSorted();
}

/** Everything in a folder as one text; a PDF by what a reader of text finds in it. */
async function textIn(bag: string): Promise<string> {
  const files = await filesIn(bag);
  const texts = await Promise.all(files.map((file) => (file.endsWith(".pdf") ? said(bag, `pdftotext ${file} -`) : readFile(join(bag, file), "utf8"))));
  return texts.join("\n");
}

function ofLi({ li }: Case) {
  return { filter: { party: li.partyId } };
}

test("the bag of one party holds, with its acts, notices, questions and the versions that they rest on", async () => {
  const place = await openCase();
  const { folder, bag } = await unpackBag(place.portal, await makeBag(place, ofLi(place)));
  expect(await verify(folder)).toMatchObject({ code: 0, out: expect.stringContaining("The evidence bag holds") });
  expect(await kindsIn(bag)).toEqual([
    "acceptance.click", "acceptance.deemed", "consent.given", "explanation.answered", "explanation.requested", "notice.delivered", "notice.displayed", "notice.issued",
    "version.announced", "version.approved",
  ]);
  const files = (await filesIn(bag)).map((file) => file.replace(/[0-9a-f]{64}/, "HASH").replace(/\d+-\d+/, "N"));
  expect([...new Set(files)]).toEqual(expect.arrayContaining([
    "bag-info.txt", "bagit.txt", "data/HOWTO.en.md", "data/HOWTO.zh-CN.md", "data/checkpoints/N.checkpoint", "data/consistency/N.consistency", "data/context/dpv.jsonld",
    "data/documents/HASH.json", "data/documents/HASH.md", "data/keys.vkey", "data/notices/HASH.html", "data/notices/HASH.txt", "data/proofs/N.tlog-proof", "data/records.jsonl",
    "data/report.en.pdf", "data/report.zh-CN.pdf", "data/screens/HASH.html", "data/statement.en.md", "data/statement.zh-CN.md", "manifest-sha256.txt", "tagmanifest-sha256.txt",
  ]));
});

test("the bag of a version holds, with every act about it and its objection; that of an agreement with the imported act and the erasure too", async () => {
  const place = await openCase();
  const ofVersion = await unpackBag(place.portal, await makeBag(place, { filter: { agreement: "general-terms", version: "2" } }));
  expect(await verify(ofVersion.folder)).toMatchObject({ code: 0 });
  expect(await kindsIn(ofVersion.bag)).toEqual(expect.arrayContaining(["acceptance.deemed", "objection.made", "version.announced", "version.approved", "notice.issued"]));
  expect(await kindsIn(ofVersion.bag)).not.toContain("acceptance.click");
  const ofAll = await unpackBag(place.portal, await makeBag(place, { filter: { agreement: "general-terms" } }));
  const { code, out } = await verify(ofAll.folder);
  expect([code, out]).toEqual([0, expect.stringMatching(/Person: .*erased \d/)]);
  expect(await kindsIn(ofAll.bag)).toEqual(expect.arrayContaining(["acceptance.imported", "acceptance.click", "party.erased"]));
});

test("a filter of method or dates narrows the acts, and what surrounds them follows", async () => {
  const place = await openCase();
  const { folder, bag } = await unpackBag(place.portal, await makeBag(place, { filter: { method: "deemed" } }));
  expect(await verify(folder)).toMatchObject({ code: 0 });
  expect(await kindsIn(bag)).toEqual(["acceptance.deemed", "notice.delivered", "notice.displayed", "notice.issued", "version.announced", "version.approved"]);
});

test("a masked bag holds no personal value, in no file, reports included", async () => {
  const place = await openCase();
  const { bag } = await unpackBag(place.portal, await makeBag(place));
  const text = await textIn(bag);
  expect(text).toContain(place.li.partyId);
  expect(PERSONAL.filter((value) => text.includes(value))).toEqual([]);
});

test("an unmasked bag of one party opens what that party's entries commit to, nobody else's, and names the party in its report", async () => {
  const place = await openCase();
  const { folder, bag } = await unpackBag(place.portal, await makeBag(place, { ...ofLi(place), mask: "unmasked" }));
  const { code, out } = await verify(folder);
  expect([code, out]).toEqual([0, expect.stringMatching(/Person: .*yes \d/)]);
  const values = (await linesOf<{ value: string }>(bag, "openings.jsonl")).map(({ value }) => value);
  expect(values).toEqual(expect.arrayContaining(["li.ming@example.com", place.li.partyId, "Does this concern me, Ms Li?"]));
  const text = await textIn(bag);
  expect(["wang.fang", "zhao.lei", "zhang.wei", "too dear"].filter((value) => text.includes(value))).toEqual([]);
  expect(await said(bag, "pdftotext data/report.zh-CN.pdf -")).toContain("李明");
  expect(await said(bag, "pdftotext data/report.en.pdf -")).toMatch(/Announced change, general-terms, version 2; by mail,\s/);
});

test("of an erased party nothing is opened, and the bag says since when", async () => {
  const place = await openCase();
  const { folder, bag } = await unpackBag(place.portal, await makeBag(place, { filter: { party: place.erased.partyId }, mask: "unmasked" }));
  const { code, out } = await verify(folder);
  expect([code, out]).toEqual([0, expect.stringMatching(/Person: .*erased \d/)]);
  expect(await readFile(join(bag, "data/openings.jsonl"), "utf8")).toBe("");
  expect(await kindsIn(bag)).toEqual(expect.arrayContaining(["explanation.answered", "party.erased"]));
  const text = await textIn(bag);
  expect(PERSONAL.filter((value) => text.includes(value))).toEqual([]);
});

test("fetched twice a bag is the same file; the same filter at the same checkpoint gives the same data, whatever was recorded meanwhile", async () => {
  const place = await openCase();
  const made = await makeBag(place, ofLi(place));
  const first = await unpackBag(place.portal, made);
  const again = await unpackBag(place.portal, made);
  expect(await hashOf(again.zip)).toBe(await hashOf(first.zip));
  const [purpose] = await openPurposes(place.portal, place.li);
  await answerConsent(place.portal, { token: purpose?.token ?? "", answer: "withdraw", actor: place.li, circumstances: CIRCUMSTANCES });
  const other = await unpackBag(place.portal, await makeBag(place, { ...ofLi(place), size: made.size, reason: "another court asks" }));
  expect(await said(other.bag, "cat manifest-sha256.txt")).toBe(await said(first.bag, "cat manifest-sha256.txt"));
  expect(await said(other.bag, "cat bag-info.txt")).toContain("Export-Reason: another court asks");
  expect(await kindsIn((await unpackBag(place.portal, await makeBag(place, ofLi(place)))).bag)).toContain("consent.withdrawn");
});

async function hashOf(file: string): Promise<string> {
  return createHash("sha256").update(await readFile(file)).digest("hex");
}

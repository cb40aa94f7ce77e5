import { appendFile, cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { sha256Of } from "#app/domain/digest";
import { readHistories, readHistory, readText } from "#app/domain/publication/catalog.server";
import { loadContent } from "#app/domain/publication/files/content.server";
import { readDesk } from "#app/domain/publication/desk.server";
import { draftContent } from "#app/domain/publication/drafting/draft";
import { readSource } from "#app/domain/publication/files/source";
import { versionsAt } from "#app/domain/publication/status";
import { addTranslation, proposeTranslation } from "#app/domain/publication/later/translations.server";
import { selectDrafts } from "#db/catalog";
import { addActor } from "#test/support/actors";
import { bundleChild, startChild } from "#test/support/child";
import { openTestPortal } from "#test/support/portal";
import { refusalOf } from "#test/support/refusal";
import { countRows } from "#test/support/rows";
import { temporaryFolder } from "#test/support/store";

const NOW = "2026-03-01T07:30:00.000Z";
const ALL = ["cloud-notes-terms 1", "general-terms 1", "general-terms 2", "privacy-notice 1", "product-news-consent 1"];

/** A copy of the shipped content that a test may change. */
async function copyContent(): Promise<string> {
  const folder = join(await temporaryFolder(), "content");
  await cp("content", folder, { recursive: true });
  return folder;
}

function names(versions: readonly { slug: string; number: number }[]): string[] {
  return versions.map(({ slug, number }) => `${slug} ${number}`).sort();
}

async function openLoaded(options: { at: string }) {
  const portal = await openTestPortal(options);
  const folder = await copyContent();
  await loadContent(portal, { folder });
  return { portal, folder };
}

/** Gives an agreement of the folder one more version, a copy of version 1 with one more line. */
async function addVersion(folder: string, slug: string, number: number): Promise<void> {
  const manifest = JSON.parse(await readFile(join(folder, slug, "1.json"), "utf8"));
  const next = { ...manifest, version: number, buildsOn: number - 1, changeClass: "ordinary" };
  await writeFile(join(folder, slug, `${number}.json`), JSON.stringify(next));
  for (const language of ["zh-CN", "en"]) {
    await cp(join(folder, slug, `1.${language}.md`), join(folder, slug, `${number}.${language}.md`));
    await appendFile(join(folder, slug, `${number}.${language}.md`), `${number}\n`);
  }
}

test("an empty portal publishes all that is shipped: the first versions in force, later ones announced", async () => {
  const portal = await openTestPortal({ at: NOW });
  const loaded = await loadContent(portal, { folder: "content" });
  expect(names(loaded.published)).toEqual(ALL);
  const general = await readHistory(portal, "general-terms");
  expect(general && versionsAt(general, NOW).map(({ status, effectiveAt }) => [status, effectiveAt])).toEqual([
    ["in force", NOW],
    ["announced", "2026-03-31T16:00:00.000Z"],
  ]);
  expect(general?.versions.every(({ authorId, approverId }) => authorId === "installation" && approverId === "installation")).toBe(true);
});

test("agreements are told in order of precedence", async () => {
  const { portal } = await openLoaded({ at: NOW });
  const histories = await readHistories(portal);
  expect(histories.map(({ slug }) => slug)).toEqual(["cloud-notes-terms", "general-terms", "privacy-notice", "product-news-consent"]);
});

test("every shipped text is served byte for byte as it stands in its file", async () => {
  const { portal, folder } = await openLoaded({ at: NOW });
  for (const { slug, versions } of await readHistories(portal)) {
    for (const { number, texts } of versions) {
      for (const { language, sha256 } of texts) {
        expect(await readText(portal, sha256)).toBe(await readFile(join(folder, slug, `${number}.${language}.md`), "utf8"));
      }
    }
  }
});

test("loading again changes nothing, then or years later", async () => {
  const { portal, folder } = await openLoaded({ at: NOW });
  const before = await countRows(portal.db);
  expect(await loadContent(portal, { folder })).toEqual({ published: [], drafted: [] });
  portal.clock.set("2031-01-01");
  expect(await loadContent(portal, { folder })).toEqual({ published: [], drafted: [] });
  expect(await countRows(portal.db)).toEqual(before);
});

test("a text that differs from what was published is refused, by file and both hashes, and nothing is altered", async () => {
  const { portal, folder } = await openLoaded({ at: NOW });
  const file = join(folder, "general-terms", "1.zh-CN.md");
  const published = sha256Of(await readFile(file));
  await appendFile(file, "多一行。\n");
  const before = await countRows(portal.db);
  const refusal = await refusalOf(() => loadContent(portal, { folder }));
  expect(refusal).toMatchObject({ code: "published-differs", details: { file, number: 1, published, given: sha256Of(await readFile(file)) } });
  expect(await countRows(portal.db)).toEqual(before);
});

test("a text that differs only in BOM and line endings is the same text", async () => {
  const { portal, folder } = await openLoaded({ at: NOW });
  const file = join(folder, "general-terms", "1.en.md");
  await writeFile(file, `\uFEFF${(await readFile(file, "utf8")).replaceAll("\n", "\r\n")}`);
  expect(await loadContent(portal, { folder })).toEqual({ published: [], drafted: [] });
});

test.each(["1.json", "agreement.json"])("a changed %s is refused by its name", async (name) => {
  const { portal, folder } = await openLoaded({ at: NOW });
  const file = join(folder, "privacy-notice", name);
  const changed = (await readFile(file, "utf8")).replace("“", "『").replace("privacy@", "other@").replace("第一版", "初版");
  await writeFile(file, changed);
  expect(await refusalOf(() => loadContent(portal, { folder }))).toMatchObject({ code: "published-differs", details: { file } });
});

test("white space and the order of members in a manifest do not matter", async () => {
  const { portal, folder } = await openLoaded({ at: NOW });
  const file = join(folder, "general-terms", "2.json");
  const members = Object.entries(JSON.parse(await readFile(file, "utf8")));
  await writeFile(file, JSON.stringify(Object.fromEntries(members.reverse())));
  expect(await loadContent(portal, { folder })).toEqual({ published: [], drafted: [] });
});

test("a version that is added later becomes a draft, once", async () => {
  const { portal, folder } = await openLoaded({ at: NOW });
  await addVersion(folder, "privacy-notice", 2);
  expect(await loadContent(portal, { folder })).toEqual({ published: [], drafted: [{ slug: "privacy-notice", number: 2 }] });
  expect(await loadContent(portal, { folder })).toEqual({ published: [], drafted: [] });
  const [draft, ...others] = await selectDrafts(portal.db);
  expect(others).toEqual([]);
  const agreement = await readHistory(portal, "privacy-notice");
  expect(draft).toMatchObject({ slug: "privacy-notice", agreementId: agreement?.id, authorId: "installation", counter: 1 });
  const content = draftContent.parse(JSON.parse(draft?.contentJson ?? ""));
  expect(content.texts.map(({ language }) => language)).toEqual(["en", "zh-CN"]);
  expect(agreement?.versions.length).toBe(1);
});

test("an agreement that is added later becomes a draft", async () => {
  const { portal, folder } = await openLoaded({ at: NOW });
  await cp(join(folder, "privacy-notice"), join(folder, "cookie-notice"), { recursive: true });
  const file = join(folder, "cookie-notice", "agreement.json");
  await writeFile(file, (await readFile(file, "utf8")).replace("privacy-notice", "cookie-notice"));
  expect(await loadContent(portal, { folder })).toEqual({ published: [], drafted: [{ slug: "cookie-notice", number: 1 }] });
  expect(await readHistory(portal, "cookie-notice")).toBeNull();
});

test("a translation that is added later becomes a draft of that text alone", async () => {
  const portal = await openTestPortal({ at: NOW });
  const folder = await copyContent();
  const english = join(folder, "privacy-notice", "1.en.md");
  const text = await readFile(english);
  await rm(english);
  await loadContent(portal, { folder });
  await writeFile(english, text);
  expect(await loadContent(portal, { folder })).toEqual({ published: [], drafted: [{ slug: "privacy-notice", number: 1 }] });
  const [draft] = await selectDrafts(portal.db);
  expect(draftContent.parse(JSON.parse(draft?.contentJson ?? "")).texts.map(({ language }) => language)).toEqual(["en"]);
});

async function openTranslated() {
  const { portal, folder } = await openLoaded({ at: NOW });
  const approver = await addActor(portal, "approver", ["approver"]);
  const english = join(folder, "privacy-notice", "1.en.md");
  const about = { slug: "privacy-notice", number: 1, language: "en" };
  const propose = async (body: string) => {
    const proposed = await proposeTranslation(portal, { ...about, source: readSource(Buffer.from(body), "1.en.md"), actor: await addActor(portal, "translator", ["editor"]) });
    return proposed.outcome === "waiting" ? proposed.draftId : "";
  };
  const add = (draftId: string) => addTranslation(portal, { ...about, actor: approver, draftId });
  return { portal, folder, approver, english, propose, add };
}

test("a translation corrected since does not stop the next start, whichever of its revisions the folder has", async () => {
  const { portal, folder, english, propose, add } = await openTranslated();
  const corrected = (await readFile(english, "utf8")).replace("This notice", "The present notice");
  expect(await add(await propose(corrected))).toBe(2);
  expect(await loadContent(portal, { folder })).toEqual({ published: [], drafted: [] });
  await writeFile(english, corrected);
  expect(await loadContent(portal, { folder })).toEqual({ published: [], drafted: [] });
});

test("a translation changed in the folder waits for an approver, who adds it as a further revision", async () => {
  const { portal, folder, approver, english, add } = await openTranslated();
  const corrected = (await readFile(english, "utf8")).replace("This notice", "The present notice");
  await writeFile(english, corrected);
  expect(await loadContent(portal, { folder })).toEqual({ published: [], drafted: [{ slug: "privacy-notice", number: 1 }] });
  const { waiting, drafts } = await readDesk(portal, approver);
  expect(drafts).toEqual([]);
  expect(waiting).toMatchObject([{ task: "translate", draft: { slug: "privacy-notice", authorId: "installation" } }]);
  const [draft] = await selectDrafts(portal.db);
  expect(await add(draft?.id ?? "")).toBe(2);
  expect((await readDesk(portal, approver)).waiting).toEqual([]);
  expect(await loadContent(portal, { folder })).toEqual({ published: [], drafted: [] });
});

test("a translation in a further language needs no words about it in the manifest, and one draft each", async () => {
  const { portal, folder, english } = await openTranslated();
  await cp(english, join(folder, "privacy-notice", "1.de.md"));
  await cp(english, join(folder, "privacy-notice", "1.ja.md"));
  await loadContent(portal, { folder });
  const texts = (await selectDrafts(portal.db)).map(({ contentJson }) => draftContent.parse(JSON.parse(contentJson)).texts.map(({ language }) => language));
  expect(texts.toSorted()).toEqual([["de"], ["ja"]]);
  await appendFile(join(folder, "privacy-notice", "1.de.md"), "\n10.6. One clause too many.\n");
  expect(await refusalOf(() => loadContent(portal, { folder }))).toMatchObject({ code: "manifest-misfit" });
});

test("new properties come with a new version and become part of its draft", async () => {
  const { portal, folder } = await openLoaded({ at: NOW });
  await addVersion(folder, "privacy-notice", 2);
  const file = join(folder, "privacy-notice", "agreement.json");
  await writeFile(file, (await readFile(file, "utf8")).replace('"noticeDays": 30', '"noticeDays": 45'));
  await loadContent(portal, { folder });
  const [draft] = await selectDrafts(portal.db);
  expect(draftContent.parse(JSON.parse(draft?.contentJson ?? "")).agreement.noticeDays).toBe(45);
});

test("a new version that does not fit its manifest stops the load, by file", async () => {
  const { portal, folder } = await openLoaded({ at: NOW });
  await addVersion(folder, "privacy-notice", 2);
  const file = join(folder, "privacy-notice", "2.en.md");
  await appendFile(file, "\n10.6. One clause too many.\n");
  expect(await refusalOf(() => loadContent(portal, { folder }))).toMatchObject({ code: "manifest-misfit", details: { file } });
  expect(await selectDrafts(portal.db)).toEqual([]);
});

test("one fault in one agreement keeps everything from being published", async () => {
  const portal = await openTestPortal({ at: NOW });
  const folder = await copyContent();
  await rm(join(folder, "product-news-consent", "1.zh-CN.md"));
  expect(await refusalOf(() => loadContent(portal, { folder }))).toMatchObject({ code: "text-missing" });
  expect((await countRows(portal.db)).agreements).toBe(0);
});

test("a content folder that is not there is refused by name; an empty one ships nothing", async () => {
  const portal = await openTestPortal({ at: NOW });
  const folder = join(await temporaryFolder(), "content");
  expect(await refusalOf(() => loadContent(portal, { folder }))).toMatchObject({ code: "file-unreadable", details: { file: folder } });
  await mkdir(folder);
  expect(await loadContent(portal, { folder })).toEqual({ published: [], drafted: [] });
});

test("what editors and systems leave in a folder is passed over", async () => {
  const portal = await openTestPortal({ at: NOW });
  const folder = await copyContent();
  await writeFile(join(folder, "README.md"), "About this folder");
  await writeFile(join(folder, "general-terms", ".DS_Store"), "\0");
  await writeFile(join(folder, "general-terms", "1.en.md~"), "old");
  expect(names((await loadContent(portal, { folder })).published)).toEqual(ALL);
});

test("two loads at once in one process publish once", async () => {
  const portal = await openTestPortal({ at: NOW });
  const loaded = await Promise.all([loadContent(portal, { folder: "content" }), loadContent(portal, { folder: "content" })]);
  expect(loaded.map(({ published }) => published.length).sort()).toEqual([0, ALL.length]);
  expect(await selectDrafts(portal.db)).toEqual([]);
});

test("two processes that load at once publish once", async () => {
  const dataDir = await temporaryFolder();
  const child = await bundleChild("load-content");
  const start = String(Date.now() + 1500);
  const children = [startChild(child, [dataDir, "content", start]), startChild(child, [dataDir, "content", start])];
  expect(await Promise.all(children.map(({ ended }) => ended))).toEqual([0, 0]);
  const outputs = children.map(({ output }) => JSON.parse(output().split("\n")[1] ?? ""));
  expect(outputs.map(({ published }) => published.length).sort()).toEqual([0, ALL.length]);
  expect(outputs.map(({ drafted }) => drafted.length)).toEqual([0, 0]);
});

test("a load that is cut short leaves all or nothing, and the next one completes it without drafts", async () => {
  const child = await bundleChild("load-content");
  for (const delay of [0, 30, 60]) {
    const dataDir = await temporaryFolder();
    const cut = startChild(child, [dataDir, "content", "0"]);
    await expect.poll(() => cut.output(), { interval: 1, timeout: 20_000 }).toContain("open");
    await new Promise((resolve) => setTimeout(resolve, delay));
    cut.process.kill("SIGKILL");
    await cut.ended;
    const next = startChild(child, [dataDir, "content", "0"]);
    expect(await next.ended).toBe(0);
    const { published, drafted } = JSON.parse(next.output().split("\n")[1] ?? "");
    expect([0, ALL.length]).toContain(published.length);
    expect(drafted).toEqual([]);
  }
});

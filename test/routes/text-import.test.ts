import { expect, test } from "vitest";
import { sha256Of } from "#app/domain/digest";
import { readHistory, readText } from "#app/domain/publication/catalog.server";
import { draftEdit } from "#app/domain/publication/drafting/draft-edit";
import { editDraft, readDraft } from "#app/domain/publication/drafting/drafts.server";
import * as textImport from "#app/routes/text-import";
import type { TextImportAnswer } from "#app/http/desk/text-import-form.server";
import { contextOf } from "#test/support/exchange";
import { openShippedPortal, thrownBy } from "#test/support/pages";
import { countRows } from "#test/support/rows";
import { openAs } from "#test/support/staff";

const TEXT = "# 云服务条款\n\n1. 服务\n\n1.1. 我们提供服务。\n\n1.2. 您支付费用。\n";
const ENGLISH = "# Cloud terms\n\n1. Service\n\n1.1. We provide it.\n\n1.2. You pay.\n";
const FIELDS = {
  binding: "zh-CN", slug: "cloud-terms", kind: "terms", precedence: "", zone: "Asia/Shanghai", "name.zh-CN": "示例有限公司", "address.zh-CN": "上海",
  contact: "", who: "everyone", noticeDays: "30",
};

type Sent = { status: number | undefined; location: string | null; answer: TextImportAnswer };

async function openPage() {
  const portal = await openShippedPortal();
  const staff = await openAs(portal, "editor", ["editor"]);
  const headers = { Cookie: `concordat=${staff.browser.cookies.get("concordat") ?? ""}`, "Accept-Language": "en", Origin: "http://localhost:3000" };
  async function send(fields: Record<string, string | Blob>, query = ""): Promise<Sent> {
    const body = new FormData();
    for (const [name, value] of Object.entries({ formToken: staff.formToken, intent: "check", ...(query === "" ? FIELDS : {}), ...fields })) {
      if (typeof value === "string") body.set(name, value);
      else body.set(name, value, "terms.md");
    }
    const request = new Request(`http://localhost:3000/editor/import${query}`, { method: "POST", headers, body });
    const answer = await textImport.action({ request, context: contextOf(portal), params: {} });
    if (!("data" in answer)) return { status: answer.status, location: answer.headers.get("Location"), answer: { faults: {}, typed: {}, counter: null, conflicts: [], previews: null, reading: null } };
    return { status: answer.init?.status, location: null, answer: answer.data };
  }
  return { portal, staff, send };
}

/** The form as the page gives it back, sent again. */
function again({ typed, reading }: TextImportAnswer): Record<string, string> {
  const fields = Object.entries(typed).map(([name, [value = ""]]) => [name, value]);
  return { ...Object.fromEntries(fields), seen: reading?.seen ?? "", intent: "keep" };
}

test("a new consent is brought in, and what it is may be changed until it is published", async () => {
  const { portal, staff, send } = await openPage();
  const { answer } = await send({ kind: "consent", "text.zh-CN": TEXT });
  const { location } = await send(again(answer));
  const draftId = location?.split("/").at(-1) ?? "";
  const { agreement, version } = (await readDraft(portal, draftId)).content;
  expect(agreement).toMatchObject({ kind: "consent", precedence: 90 });
  const edits = [draftEdit.parse({ op: "setAgreement", agreement: { ...agreement, kind: "information" } })];
  await editDraft(portal, { draftId, counter: 1, edits, actor: { accountId: staff.accountId, roles: ["editor"], signInId: "" } });
  expect([(await readDraft(portal, draftId)).content.agreement.kind, version.version]).toEqual(["information", 1]);
});

test("a file is shown as it is read and leaves no trace; then it is a draft of its editor, with the hash of the file", async () => {
  const { portal, staff, send } = await openPage();
  const file = `\uFEFF${TEXT.replaceAll("\n", "\r\n")}`;
  const before = (await countRows(portal.db)).drafts;
  const { status, answer } = await send({ "file.zh-CN": new Blob([file]), "text.en": ENGLISH });
  expect(status).toBe(200);
  expect(answer.reading).toMatchObject({ clauses: 3, carried: null, hasMisfits: false, texts: [{ language: "zh-CN", title: "云服务条款", articles: 1 }, { language: "en" }] });
  expect((await countRows(portal.db)).drafts).toBe(before);
  const { location } = await send(again(answer));
  const draft = await readDraft(portal, location?.split("/").at(-1) ?? "");
  expect(draft.authorId).toBe(staff.accountId);
  expect(draft.content).toMatchObject({
    origin: { by: "import", file: "terms.md" },
    agreement: { slug: "cloud-terms", kind: "terms", precedence: 30, contractingParty: { name: { "zh-CN": "示例有限公司" }, address: { "zh-CN": "上海" } } },
    texts: [{ body: TEXT, originalSha256: sha256Of(file) }, { body: ENGLISH, originalSha256: sha256Of(ENGLISH) }],
  });
});

test("the same text twice leads to one draft", async () => {
  const { send } = await openPage();
  const { answer } = await send({ "text.zh-CN": TEXT });
  const first = await send(again(answer));
  expect((await send(again(answer))).location).toBe(first.location);
});

test("what was changed since it was shown is shown again before it is kept", async () => {
  const { portal, send } = await openPage();
  const before = (await countRows(portal.db)).drafts;
  const { answer } = await send({ "text.zh-CN": TEXT });
  const changed = await send({ ...again(answer), "text.zh-CN": `${TEXT}\n1.3. 另行约定。\n` });
  expect(changed).toMatchObject({ status: 409, answer: { faults: { form: expect.stringContaining("not what was shown") }, reading: { clauses: 4 } } });
  expect((await countRows(portal.db)).drafts).toBe(before);
});

test("the hash of a file that this portal did not read is not taken over", async () => {
  const { portal, send } = await openPage();
  const forged = { "original.zh-CN": "0".repeat(64), "from.zh-CN": "signed.md", "proof.zh-CN": "x" };
  const { answer } = await send({ "text.zh-CN": TEXT, ...forged });
  const { location } = await send(again(answer));
  const { content } = await readDraft(portal, location?.split("/").at(-1) ?? "");
  expect(content.texts[0]?.originalSha256).toBe(sha256Of(TEXT));
});

test.each([
  ["slug", { slug: "Cloud Terms" }], ["slug", { slug: "general-terms" }], ["zone", { zone: "Mars/Olympus" }], ["name.zh-CN", { "name.zh-CN": " " }],
  ["address.en", { "name.en": "Example Ltd." }], ["precedence", { precedence: "first" }], ["noticeDays", { noticeDays: "" }],
  ["text.en", { binding: "en", "name.en": "Example Ltd.", "address.en": "Shanghai" }], ["file.en", { "file.en": new Blob([new Uint8Array([0x23, 0xff])]) }], ["text.en", { "text.en": "# A\u0000" }],
])("what cannot be used comes back with its sentence and everything that was sent: %s", async (field, fields) => {
  const { send } = await openPage();
  const { status, answer } = await send({ "file.zh-CN": new Blob([TEXT]), ...fields });
  expect(status).toBe(422);
  expect(Object.keys(answer.faults)).toEqual([field]);
  expect(answer.typed).toMatchObject({ "text.zh-CN": [TEXT], "address.zh-CN": ["上海"] });
});

test("a translation with other clauses is shown with its places and not kept", async () => {
  const { send } = await openPage();
  const { answer } = await send({ "text.zh-CN": TEXT, "text.en": ENGLISH.replace("1.2. You pay.\n", "") });
  expect(answer.reading).toMatchObject({ hasMisfits: true, texts: [{}, { misfits: [{ code: "missing", number: "1.2." }] }] });
  expect(await send(again(answer))).toMatchObject({ status: 422, answer: { faults: { form: expect.stringContaining("translation") } } });
});

test("as a next version the clauses go on, and the published text itself is refused", async () => {
  const { portal, send } = await openPage();
  const newest = (await readHistory(portal, "general-terms"))?.versions.at(-1);
  const binding = newest?.texts.find(({ isBinding }) => isBinding);
  const body = await readText(portal, binding?.sha256 ?? "");
  const same = await send({ "text.zh-CN": body }, "?agreement=general-terms");
  const clauses = newest?.manifest.version.clauses.length ?? 0;
  expect(same.answer.reading).toMatchObject({ clauses, carried: { number: newest?.number, clauses } });
  expect(await send(again(same.answer), "?agreement=general-terms")).toMatchObject({ status: 409, answer: { faults: { form: expect.stringContaining("published already") } } });
  const other = await send({ "text.zh-CN": `${body}\n` }, "?agreement=general-terms");
  const { location } = await send(again(other.answer), "?agreement=general-terms");
  const { content } = await readDraft(portal, location?.split("/").at(-1) ?? "");
  expect(content.version).toMatchObject({ version: (newest?.number ?? 0) + 1, buildsOn: newest?.number, clauses: newest?.manifest.version.clauses });
});

test("only editors bring texts in, to an agreement that is there, in a form that is not too large", async () => {
  const { portal, staff, send } = await openPage();
  const approver = await openAs(portal, "approver", ["approver"]);
  expect(await thrownBy(textImport.loader({ ...approver.browser.get("/editor/import"), params: {} }))).toMatchObject({ status: 404 });
  expect(await thrownBy(textImport.loader({ ...staff.browser.get("/editor/import?agreement=no-such"), params: {} }))).toMatchObject({ status: 404 });
  expect(await thrownBy(send({ "text.zh-CN": "一".repeat(5 * 1024 * 1024) }))).toMatchObject({ status: 413 });
});

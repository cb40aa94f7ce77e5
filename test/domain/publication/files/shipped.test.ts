import { expect, test } from "vitest";
import { readAgreementFiles, type GivenFile } from "#app/domain/publication/files/shipped";
import { propertiesOf } from "#test/support/builders";
import { refusalOf } from "#test/support/refusal";

const MANIFEST = {
  version: 1,
  buildsOn: null,
  changeClass: "first",
  classReason: { "zh-CN": "首次" },
  summary: { "zh-CN": "首次" },
  clauses: [{ id: "scope", flags: ["conspicuous"] }],
};

function filesWith(changes: Record<string, string | null>): GivenFile[] {
  const files: Record<string, string | null> = {
    "agreement.json": JSON.stringify(propertiesOf("terms")),
    "1.json": JSON.stringify(MANIFEST),
    "1.zh-CN.md": "# 条款\n\n1. 一\n",
    ...changes,
  };
  return Object.entries(files).flatMap(([name, text]) =>
    text === null ? [] : [{ name, file: `content/terms/${name}`, bytes: Buffer.from(text) }],
  );
}

function readWith(changes: Record<string, string | null>) {
  return readAgreementFiles({ name: "terms", path: "content/terms" }, filesWith(changes));
}

test("versions come in number order, each with its texts", () => {
  const { versions } = readWith({
    "10.json": JSON.stringify({ ...MANIFEST, version: 10 }),
    "10.en.md": "# Terms\n",
    "2.json": JSON.stringify({ ...MANIFEST, version: 2 }),
    "1.en.md": "# Terms\n",
  });
  expect(versions.map(({ manifest, texts }) => [manifest.version, texts.map(({ language }) => language)])).toEqual([
    [1, ["zh-CN", "en"]],
    [2, []],
    [10, ["en"]],
  ]);
});

const NOTHING = { "agreement.json": null, "1.json": null, "1.zh-CN.md": null };

test.each<[string, Record<string, string | null>, { code: string; details: Record<string, unknown> }]>([
  ["no properties", { "agreement.json": null }, { code: "file-missing", details: { file: "content/terms/agreement.json" } }],
  ["nothing at all", NOTHING, { code: "file-missing", details: { file: "content/terms/agreement.json" } }],
  ["no version", { "1.json": null, "1.zh-CN.md": null }, { code: "file-missing", details: { file: "content/terms/1.json" } }],
  ["a text without a manifest", { "1.json": null }, { code: "file-missing", details: { file: "content/terms/1.json", neededBy: "content/terms/1.zh-CN.md" } }],
  ["broken JSON", { "1.json": '{\n  "version": 1,\n}' }, { code: "file-unfit", details: { file: "content/terms/1.json", place: "3:1" } }],
  ["JSON that is cut short", { "1.json": '{\n"version": 1' }, { code: "file-unfit", details: { place: "2:13" } }],
  ["an unknown flag", { "1.json": JSON.stringify({ ...MANIFEST, clauses: [{ id: "a", flags: ["bold"] }] }) }, { code: "file-unfit", details: { place: "clauses[0].flags[0]" } }],
  ["an unknown member", { "1.json": JSON.stringify({ ...MANIFEST, flags: [] }) }, { code: "file-unfit", details: { file: "content/terms/1.json" } }],
  ["a blank summary", { "1.json": JSON.stringify({ ...MANIFEST, summary: { "zh-CN": "  " } }) }, { code: "file-unfit", details: { place: "summary.zh-CN" } }],
  ["another number inside", { "1.json": JSON.stringify({ ...MANIFEST, version: 2 }) }, { code: "file-unfit", details: { place: "version" } }],
  ["another slug inside", { "agreement.json": JSON.stringify(propertiesOf("other")) }, { code: "file-unfit", details: { place: "slug" } }],
  ["an unknown zone", { "agreement.json": JSON.stringify(propertiesOf("terms", { zone: "Asia/Peking" })) }, { code: "file-unfit", details: { place: "zone" } }],
  ["an unknown language", { "1.xx.md": "# X\n" }, { code: "file-unfit", details: { file: "content/terms/1.xx.md" } }],
  ["a language written otherwise", { "1.zh-cn.md": "# X\n" }, { code: "file-unfit", details: { file: "content/terms/1.zh-cn.md" } }],
  ["a moving label for a number", { "latest.zh-CN.md": "# X\n" }, { code: "file-unfit", details: { file: "content/terms/latest.zh-CN.md" } }],
  ["a version 0", { "0.json": "{}" }, { code: "file-unfit", details: { file: "content/terms/0.json" } }],
  ["an empty text", { "1.zh-CN.md": "" }, { code: "text-empty", details: { file: "content/terms/1.zh-CN.md" } }],
  ["a manifest that is no text", { "1.json": "\0" }, { code: "text-binary", details: { file: "content/terms/1.json" } }],
])("a folder with %s is refused by the file's name", async (_what, changes, refusal) => {
  expect(await refusalOf(() => readWith(changes))).toMatchObject(refusal);
});

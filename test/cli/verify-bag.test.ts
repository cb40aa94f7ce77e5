import { createWriteStream } from "node:fs";
import { mkdir, readFile, symlink, truncate, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { expect, test } from "vitest";
import yazl from "yazl";
import { runVerify } from "#app/cli/verify";
import { evidenceBag, type Bag } from "#test/support/bag";
import { KEY_LINE } from "#test/support/evidence";
import { saidBy, type Said } from "#test/support/said";
import { temporaryFolder } from "#test/support/store";

function verify(folder: string, ...args: string[]): Promise<Said> {
  return saidBy(() => runVerify([...args, "--lang", "en"], folder));
}

async function zipped(files: Iterable<readonly [string, Uint8Array]>): Promise<string> {
  const folder = await temporaryFolder();
  const zip = new yazl.ZipFile();
  for (const [path, bytes] of files) zip.addBuffer(Buffer.from(bytes), path);
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(join(folder, "bag.zip")));
  return folder;
}

async function unpacked(bag: Bag): Promise<string> {
  const folder = await temporaryFolder();
  for (const [path, bytes] of bag) {
    await mkdir(dirname(join(folder, "bag", path)), { recursive: true });
    await writeFile(join(folder, "bag", path), bytes);
  }
  return folder;
}

function within(base: string, bag: Bag): [string, Uint8Array][] {
  return [...bag].map(([path, bytes]) => [`${base}/${path}`, bytes]);
}

/** The same length, so that the file keeps its place in every table of the ZIP. */
async function replaceIn(path: string, from: string, to: string): Promise<void> {
  const bytes = await readFile(path, "latin1");
  await writeFile(path, bytes.replaceAll(from, to), "latin1");
}

test("a ZIP file, with or without a folder around the bag, and the folder that it was unpacked to give the same answers", async () => {
  const bag = await evidenceBag();
  const given = [[await zipped(within("evidence-acc_01", bag)), "bag.zip"], [await zipped(bag), "bag.zip"], [await unpacked(bag), "bag"]] as const;
  for (const [folder, name] of given) {
    const { code, out } = await verify(folder, name, "--key", KEY_LINE);
    expect(code).toBe(0);
    for (const line of ["The evidence bag holds", "As a bag (RFC 8493): yes.", "1 entry was checked", "Logged: yes 1", "Person: yes 1"]) expect(out).toContain(line);
  }
});

test("it speaks Chinese, tells programs in JSON, and says when the only key came with the bag", async () => {
  const folder = await zipped(await evidenceBag({ isErased: true }));
  const chinese = await saidBy(() => runVerify(["bag.zip", "--key", KEY_LINE, "--lang", "zh-CN"], folder));
  expect(chinese.out).toContain("当事人相符：已抹除 1，未提供 1");
  const { code, out } = await verify(folder, "bag.zip", "--json");
  expect(code).toBe(3);
  expect(JSON.parse(out)).toMatchObject({ verdict: "selfConsistent", bag: null, strays: [], records: [{ line: 1, record: "acc_01", index: 11 }, { kind: "party.erased" }] });
});

test("a changed file is named, and what fails is listed", async () => {
  const bag = await evidenceBag();
  const folder = await unpacked(bag.set("data/HOWTO.en.md", new Uint8Array([1])).set("data/openings.jsonl", new Uint8Array()));
  const { code, out } = await verify(folder, "bag", "--key", KEY_LINE);
  expect(code).toBe(1);
  expect(out).toContain("was altered: its digest is another than the one listed");
});

test.each<[string, (folder: string) => Promise<void>, string]>([
  ["is cut off", (folder) => truncate(join(folder, "bag.zip"), 2000), "damaged, cut off"],
  ["holds a path that leads out of its folder", (folder) => replaceIn(join(folder, "bag.zip"), "data/HOWTO.en.md", "../../OWTO.en.md"), "lead out of its folder"],
  ["holds an absolute path", (folder) => replaceIn(join(folder, "bag.zip"), "data/HOWTO.en.md", "/ata/HOWTO.en.md"), "lead out of its folder"],
  ["holds one name twice", (folder) => replaceIn(join(folder, "bag.zip"), "data/HOWTO.en.md", "data/twice.en.md"), "stands in the ZIP file twice"],
])("a ZIP file that %s is refused", async (_name, change, sentence) => {
  const folder = await zipped([...(await evidenceBag()), ["data/twice.en.md", new Uint8Array([1])]]);
  await change(folder);
  const { code, err } = await verify(folder, "bag.zip");
  expect([code, err]).toEqual([2, expect.stringContaining(sentence)]);
});

test("a link in a folder, an empty folder and a file beside a bag are refused", async () => {
  const folder = await unpacked(await evidenceBag());
  await symlink("/etc/passwd", join(folder, "bag", "data", "passwd"));
  await mkdir(join(folder, "empty"));
  expect(await verify(folder, "bag")).toMatchObject({ code: 2, err: expect.stringContaining("neither a file nor a folder") });
  expect(await verify(folder, "empty")).toMatchObject({ code: 2 });
  expect(await verify(folder, "bag", "empty")).toMatchObject({ code: 2, err: expect.stringContaining("checked by itself") });
});

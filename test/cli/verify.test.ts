import { execFile } from "node:child_process";
import { copyFile, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, expect, test } from "vitest";
import { runVerify } from "#app/cli/verify";
import { UsageError } from "#app/cli/usage";
import { entryBytesOf } from "#test/support/ledger";
import { ENTRY, evidenceFile, fullEvidence, KEY_LINE, openEvidenceLedger, SCREEN, TEXT } from "#test/support/evidence";
import { saidBy, type Said } from "#test/support/said";
import { temporaryFolder } from "#test/support/store";
import { bundlePrograms } from "../../bin/scripts.mjs";

async function folderWith(files: Record<string, string | Uint8Array>): Promise<string> {
  const folder = await temporaryFolder();
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
  return folder;
}

/** What the command prints and gives. */
function verify(folder: string, ...args: string[]): Promise<Said> {
  return saidBy(() => runVerify(args, folder));
}

test("by a key that was given, evidence that holds gives 0 and four answers, each with what it means", async () => {
  const folder = await folderWith({ "a.evidence.json": await evidenceFile() });
  const { code, out } = await verify(folder, "a.evidence.json", "--key", KEY_LINE, "--lang", "en");
  expect(code).toBe(0);
  expect(out).toContain("The evidence holds");
  for (const line of ["1. Logged: Yes.", "2. Consistent: Yes.", "3. Text: Yes.", "4. Person: Yes.", "It does not show that anyone read them.", `Key: ${KEY_LINE}`]) expect(out).toContain(line);
});

test("it speaks Chinese where asked, or where the environment does", async () => {
  const folder = await folderWith({ "a.json": await evidenceFile() });
  const { out } = await verify(folder, "a.json", "--key", KEY_LINE, "--lang", "zh-CN");
  for (const line of ["1. 已入账：是。", "2. 前后一致：是。", "3. 文本相符：是。", "4. 当事人相符：是。"]) expect(out).toContain(line);
});

test("by the key that came with it alone, evidence gives 3 and a warning", async () => {
  const folder = await folderWith({ "a.json": await evidenceFile() });
  const { code, out } = await verify(folder, "a.json", "--lang", "en");
  expect(code).toBe(3);
  expect(out).toContain("anyone can make a key");
  expect(out).toContain("https://ledger.example/transparency");
  expect(out).toContain("1. Logged: By its own key only.");
});

test("a key may be named by a file", async () => {
  const folder = await folderWith({ "a.json": await evidenceFile(), "ledger.vkey": `${KEY_LINE}\n`, "empty.vkey": "\n" });
  expect((await verify(folder, "a.json", "--key", "ledger.vkey")).code).toBe(0);
  expect((await verify(folder, "a.json", "--key", "empty.vkey")).code).toBe(2);
  expect((await verify(folder, "a.json", "--key", "")).code).toBe(2);
});

test("an altered text gives 1 and is named; one that is missing does not", async () => {
  const held = await fullEvidence();
  const bare = await evidenceFile({ ...held, evidence: { ...held.evidence, files: [] } });
  const folder = await folderWith({ "a.json": bare, "terms.md": "# other", [TEXT.name]: TEXT.bytes, [SCREEN.name]: SCREEN.bytes });
  const { code, out } = await verify(folder, "a.json", "terms.md", "--key", KEY_LINE, "--lang", "en");
  expect([code, out]).toEqual([1, expect.stringContaining("“terms.md” is not a file that the entry names")]);
  expect((await verify(folder, "a.json", "--key", KEY_LINE)).code).toBe(0);
  expect((await verify(folder, "a.json", TEXT.name, SCREEN.name, "--key", KEY_LINE)).code).toBe(0);
});

test("loose files are checked like a file of evidence", async () => {
  const proof = await openEvidenceLedger().proofOf(20);
  const folder = await folderWith({ "entry.json": entryBytesOf(ENTRY), "a.tlog-proof": proof });
  expect((await verify(folder, "entry.json", "a.tlog-proof", "--key", KEY_LINE)).code).toBe(0);
  expect((await verify(folder, "entry.json", "a.tlog-proof")).code).toBe(2);
});

test("for programs it prints JSON, also where nothing can be read", async () => {
  const folder = await folderWith({ "a.json": await evidenceFile(), "cut.json": (await evidenceFile()).subarray(0, 99) });
  const { code, out } = await verify(folder, "a.json", "--key", KEY_LINE, "--json");
  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({ verdict: "holds", trust: "given", index: 11, levels: { person: { state: "yes" } }, ledger: { size: 20 } });
  const cut = await verify(folder, "cut.json", "--json");
  expect([cut.code, JSON.parse(cut.out)]).toEqual([2, { verdict: "unreadable", fault: "notJson", about: "" }]);
});

test("what cannot be read gives 2 and a sentence that says what to do", async () => {
  const folder = await folderWith({ "cut.json": (await evidenceFile()).subarray(0, 99), "empty": "" });
  for (const [args, sentence] of [
    [["cut.json"], "not JSON"],
    [["empty"], "it is empty"],
    [["nowhere.json"], "The file nowhere.json cannot be read"],
    [["."], "The file . cannot be read"],
    [["/dev/zero"], "too large"],
    [["cut.json", "--key", "x+y"], "not a verifier key"],
  ] as const) {
    const { code, err } = await verify(folder, ...args, "--lang", "en");
    expect([code, err], args.join(" ")).toEqual([2, expect.stringContaining(sentence)]);
  }
});

test("names and values in evidence cannot drive the terminal or reorder what is read", async () => {
  const held = await fullEvidence();
  const hostile = await evidenceFile({ ...held, evidence: { ...held.evidence, files: [{ name: "\u001b[2J\u202egood", bytes: new Uint8Array(1) }] } });
  const { out } = await verify(await folderWith({ "a.json": hostile }), "a.json", "--key", KEY_LINE, "--lang", "en");
  expect(out).toContain("“\\u{1b}[2J\\u{202e}good”");
  expect(out).not.toMatch(/[\u001b\u202e]/);
});

test("no file, an unknown option and an unknown language are not understood", async () => {
  for (const args of [[], ["a.json", "--loud"], ["a.json", "--lang", "fr"]]) await expect(runVerify(args, "/")).rejects.toThrow(UsageError);
});

let bundled: Promise<string> | undefined;

afterAll(async () => {
  if (bundled) await rm(await bundled, { recursive: true });
});

async function bundle(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "concordat-bundle-"));
  await bundlePrograms(resolve("."), folder);
  return folder;
}

/** The one-file verifier alone in an empty folder. */
async function standAlone(): Promise<string> {
  bundled ??= bundle();
  const folder = await temporaryFolder();
  await copyFile(join(await bundled, "build/standalone/concordat-verify.mjs"), join(folder, "concordat-verify.mjs"));
  return folder;
}

/** Runs it in its folder, in an empty environment. */
function runAlone(folder: string, args: readonly string[], options: readonly string[] = []): Promise<Said> {
  return new Promise((done) => {
    execFile(process.execPath, [...options, "concordat-verify.mjs", ...args], { cwd: folder, env: { NODE_ENV: "production" } }, (error, out, err) => {
      done({ code: typeof error?.code === "number" ? error.code : 0, out, err });
    });
  });
}

test("the one-file verifier alone says word for word what the command says", async () => {
  const folder = await standAlone();
  await writeFile(join(folder, "a.json"), await evidenceFile());
  for (const args of [["a.json", "--key", KEY_LINE], ["a.json"], ["a.json", "--lang", "zh-CN"], ["a.json", "--json"], ["nowhere.json"]]) {
    expect(await runAlone(folder, args), args.join(" ")).toEqual(await verify(folder, "--lang", "en", ...args));
  }
  expect(await runAlone(folder, [])).toMatchObject({ code: 2, err: expect.stringContaining("Usage: node concordat-verify.mjs") });
  expect(await runAlone(folder, ["--help"])).toMatchObject({ code: 0, out: expect.stringContaining("用法") });
});

test("the one-file verifier does without what Node 18 lacks", async () => {
  const folder = await standAlone();
  await writeFile(join(folder, "a.json"), await evidenceFile());
  const lacking = "for (const name of ['isWellFormed', 'toWellFormed']) delete String.prototype[name]; for (const name of ['toReversed', 'toSorted', 'toSpliced', 'with']) delete Array.prototype[name]; delete Object.groupBy;";
  const options = ["--import", `data:text/javascript,${encodeURIComponent(lacking)}`];
  expect(await runAlone(folder, ["a.json", "--key", KEY_LINE], options)).toMatchObject({ code: 0, err: "" });
});

test("the one-file verifier imports nothing but Node's own parts and is small", async () => {
  const file = join(await standAlone(), "concordat-verify.mjs");
  const imports = Array.from((await readFile(file, "utf8")).matchAll(/^import .*?from "([^"]+)"/gm), ([, name]) => name);
  expect(imports.filter((name) => !name?.startsWith("node:"))).toEqual([]);
  expect((await stat(file)).size).toBeLessThan(160_000);
});

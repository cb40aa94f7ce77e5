import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join, relative, resolve } from "node:path";
import { expect, test } from "vitest";
import { CORPUS_DIR, hasCorpus } from "#test/support/corpus";
import { temporaryFolder } from "#test/support/store";

const BIN = resolve("bin/concordat.mjs");
const SEED = join(CORPUS_DIR, "seed/general-terms.md");
const TEXT = "# 条款\n\n1. 一\n\n1.1. 甲\n\n2. 二\n";

type Ran = { code: number | null; out: string; err: string };

/** Runs `concordat` as a person does who stands in the folder; its data lies there too. */
function concordat(folder: string, ...args: string[]): Promise<Ran> {
  const env = { ...process.env, DATA_DIR: join(folder, "data") };
  const child = spawn(process.execPath, [BIN, ...args], { cwd: folder, env, stdio: ["ignore", "pipe", "pipe"] });
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => out.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => err.push(chunk));
  return new Promise((done) => {
    child.on("close", (code) => done({ code, out: Buffer.concat(out).toString(), err: Buffer.concat(err).toString() }));
  });
}

async function folderWith(files: Record<string, string | Uint8Array>): Promise<string> {
  const folder = await temporaryFolder();
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
  return folder;
}

test("outline finds the file from any folder and makes no database", async () => {
  const folder = await folderWith({ "terms.md": TEXT });
  const below = join(folder, "deeper");
  await mkdir(below);
  const { code, out, err } = await concordat(below, "outline", "../terms.md");
  expect([code, err]).toEqual([0, ""]);
  expect(out).toContain("Numbered:  3 (by level: 2 + 1)");
  expect(existsSync(join(below, "data"))).toBe(false);
  expect((await concordat(resolve("content"), "outline", "general-terms/1.zh-CN.md")).out).toContain("Articles:  13");
});

test("outline prints five megabytes whole through a pipe", async () => {
  const articles = Array.from({ length: 200 }, (_, article) =>
    Array.from({ length: 150 }, (_, clause) => `${article + 1}.${clause + 1}. Clause ${clause + 1} of part ${article + 1}.\n\n`).join(""),
  );
  const text = `# Terms\n\n${articles.map((clauses, index) => `${index + 1}. Part\n\n${clauses}`).join("")}`;
  const folder = await folderWith({ "large.md": text });
  const { code, out } = await concordat(folder, "outline", "large.md", "--json");
  expect(code).toBe(0);
  expect(out.length).toBeGreaterThan(4_000_000);
  expect(JSON.parse(out)).toMatchObject({ title: "Terms", numbered: 200 * 151 });
  expect((await concordat(folder, "outline", "large.md", "--source")).out).toBe(text);
});

test.skipIf(!hasCorpus)("outline counts the seed and gives it back", async () => {
  const folder = await temporaryFolder();
  const { out } = await concordat(folder, "outline", relative(folder, SEED), "--json");
  expect(JSON.parse(out)).toMatchObject({ title: "TanCloud 通用服务条款", topLevel: 13, byLevel: [13, 55, 23], numbered: 91 });
  expect((await concordat(folder, "outline", SEED, "--source")).out).toBe(readFileSync(SEED, "utf8"));
});

test("import drafts a text, then says that nothing changed, then publishes it with flags", async () => {
  const folder = await folderWith({ "terms.md": TEXT, "flags.json": '{"1.1": ["conspicuous"]}' });
  const first = await concordat(folder, "import", "terms.md", "--agreement", "service");
  expect([first.code, first.out]).toEqual([0, expect.stringContaining("Kept as a draft: “service” version 1 (zh-CN)")]);
  const again = await concordat(folder, "import", "terms.md", "--agreement", "service");
  expect([again.code, again.out]).toEqual([0, expect.stringContaining("Nothing changed")]);
  const published = await concordat(folder, "import", "terms.md", "--agreement", "service", "--publish", "--flags", "flags.json");
  expect([published.code, published.out]).toEqual([0, expect.stringContaining("Published: “service” version 1 (zh-CN), in force now.")]);
});

test("a command line that is not understood ends with 2, a reason and the usage, and does nothing", async () => {
  const folder = await folderWith({ "terms.md": TEXT });
  for (const args of [[], ["bogus"], ["import", "terms.md", "--agreement", "service", "--publish"]]) {
    const { code, out, err } = await concordat(folder, ...args);
    expect([args, code, out]).toEqual([args, 2, ""]);
    expect(err).toMatch(/^concordat: .+\n\nUsage: /);
  }
  expect(existsSync(join(folder, "data"))).toBe(false);
});

test("a broken file ends with 1 and a sentence that names it, and makes no database", async () => {
  const folder = await folderWith({ "gb.md": Buffer.from([0x23, 0x20, 0x0a, 0xcc, 0xf5]), "big.md": Buffer.alloc(50 * 1024 * 1024, "a") });
  const attempts = [
    [["outline", "missing.md"], "missing.md: there is no such file"],
    [["outline", "big.md"], "big.md is larger than 4 MB"],
    [["import", "gb.md", "--agreement", "service"], "gb.md, line 2: the bytes are not valid UTF-8"],
  ] as const;
  for (const [args, sentence] of attempts) {
    const { code, out, err } = await concordat(folder, ...args);
    expect([args, code, out]).toEqual([args, 1, ""]);
    expect(err).toContain(`concordat: ${sentence}`);
  }
  expect(existsSync(join(folder, "data"))).toBe(false);
});

test("a reader that closes early is no error", async () => {
  const folder = await folderWith({ "large.md": `# T\n\n${"1. x\n\n".repeat(50_000)}` });
  const command = `"${process.execPath}" "${BIN}" outline large.md --source | head -c 10 >&2; exit "\${PIPESTATUS[0]}"`;
  const child = spawn("bash", ["-c", command], { cwd: folder, stdio: ["ignore", "ignore", "pipe"] });
  const err: Buffer[] = [];
  child.stderr.on("data", (chunk: Buffer) => err.push(chunk));
  const code = await new Promise((done) => child.on("close", done));
  expect([code, Buffer.concat(err).toString()]).toEqual([0, "# T\n\n1. x\n"]);
});

test("help and version are printed", async () => {
  const folder = await temporaryFolder();
  expect(await concordat(folder, "help")).toMatchObject({ code: 0, out: expect.stringContaining("Usage: concordat COMMAND") });
  expect(await concordat(folder, "import", "--help")).toMatchObject({ code: 0, out: expect.stringContaining("--agreement SLUG") });
  expect(await concordat(folder, "--version")).toMatchObject({ code: 0, out: "concordat 0.1.0\n" });
});

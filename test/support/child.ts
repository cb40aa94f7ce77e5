import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, mkdir, rm } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import { onTestFinished } from "vitest";
import { build } from "vite";

const CACHE = resolve("node_modules/.cache/concordat-tests");

/** A script in test/support/children, bundled so that plain Node runs it. Gives the file to run; removed after the test. */
export async function bundleChild(name: string): Promise<string> {
  await mkdir(CACHE, { recursive: true });
  const outDir = await mkdtemp(join(CACHE, "child-"));
  onTestFinished(() => rm(outDir, { recursive: true, force: true }));
  await build({
    configFile: false,
    logLevel: "error",
    resolve: { alias: Object.fromEntries(["app", "db", "test"].map((folder) => [`#${folder}`, resolve(folder)])) },
    build: { ssr: resolve(`test/support/children/${name}.ts`), outDir, target: "es2022", rollupOptions: { output: { entryFileNames: "[name].mjs" } } },
  });
  return join(outDir, `${basename(name)}.mjs`);
}

export type Child = {
  process: ChildProcess;
  /** What it printed so far. */
  output(): string;
  /** When it has ended: its exit code, or the signal that ended it. */
  ended: Promise<number | string>;
};

/** Runs a bundled script in a process of its own, which ends with the test at the latest. */
export function startChild(file: string, args: readonly string[]): Child {
  const started = spawn(process.execPath, [file, ...args], { stdio: ["ignore", "pipe", "pipe"] });
  const printed: string[] = [];
  for (const stream of [started.stdout, started.stderr]) stream.setEncoding("utf8").on("data", (text: string) => printed.push(text));
  const ended = new Promise<number | string>((done) => started.on("close", (code, signal) => done(code ?? signal ?? "")));
  onTestFinished(async () => {
    started.kill("SIGKILL");
    await ended;
  });
  return { process: started, output: () => printed.join(""), ended };
}

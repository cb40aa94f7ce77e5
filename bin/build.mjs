import { execFile } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { bundlePrograms } from "./scripts.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const bundle = join(root, "build/server/index.js");
const last = join(root, "build/standalone");
const compiler = join(root, "node_modules/@remix-run/dev/dist/cli.js");
const SOURCES = ["app", "bin", "db", "public", "package.json", "remix.config.js", "vite.config.ts", "tsconfig.json"];

/** Loads the one bundle for server and commands; builds it first when it is missing or older than the sources. */
export async function loadBuild() {
  process.chdir(root);
  if (isStale()) await buildAll();
  return import(pathToFileURL(bundle).href);
}

/** Builds the portal, which empties the whole folder first, then the programs that stand alone: where the last are there, all is. */
export async function buildAll() {
  process.stderr.write("Building the portal …\n");
  requireTools();
  await buildPortal();
  await bundlePrograms(root);
}

function isStale() {
  if (!existsSync(bundle) || !existsSync(last)) return true;
  const builtAt = statSync(bundle).mtimeMs;
  return SOURCES.some((name) => newestIn(join(root, name)) > builtAt);
}

function newestIn(path) {
  const stats = statSync(path);
  if (!stats.isDirectory()) return stats.mtimeMs;
  return Math.max(stats.mtimeMs, ...readdirSync(path).map((name) => newestIn(join(path, name))));
}

function requireTools() {
  if (existsSync(compiler)) return;
  throw new Error("The portal must be built, but the build tools are not installed. Run `npm install --include=dev`.");
}

function buildPortal() {
  return new Promise((resolve, reject) => {
    const env = { ...process.env, NODE_ENV: "production" };
    execFile(process.execPath, [compiler, "vite:build"], { cwd: root, env }, (error, stdout, stderr) => {
      if (!error) return resolve();
      process.stderr.write(`${stdout}${stderr}`);
      reject(new Error("The build failed; see above."));
    });
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildAll();

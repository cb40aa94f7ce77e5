import { execFile } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const bundle = join(root, "build/server/index.js");
const SOURCES = ["app", "db", "public", "package.json", "remix.config.js", "vite.config.ts", "tsconfig.json"];

/** Loads the one bundle for server and commands; builds it first when it is missing or older than the sources. */
export async function loadBuild() {
  process.chdir(root);
  if (isStale()) await runBuild();
  return import(pathToFileURL(bundle).href);
}

function isStale() {
  if (!existsSync(bundle)) return true;
  const builtAt = statSync(bundle).mtimeMs;
  return SOURCES.some((name) => newestIn(join(root, name)) > builtAt);
}

function newestIn(path) {
  const stats = statSync(path);
  if (!stats.isDirectory()) return stats.mtimeMs;
  return Math.max(stats.mtimeMs, ...readdirSync(path).map((name) => newestIn(join(path, name))));
}

function runBuild() {
  const compiler = join(root, "node_modules/@remix-run/dev/dist/cli.js");
  if (!existsSync(compiler)) {
    throw new Error("The portal must be built, but the build tools are not installed. Run `npm install --include=dev`.");
  }
  process.stderr.write("Building the portal …\n");
  return new Promise((resolve, reject) => {
    const env = { ...process.env, NODE_ENV: "production" };
    execFile(process.execPath, [compiler, "vite:build"], { cwd: root, env }, (error, stdout, stderr) => {
      if (!error) return resolve();
      process.stderr.write(`${stdout}${stderr}`);
      reject(new Error("The build failed; see above."));
    });
  });
}

import { existsSync, readdirSync } from "node:fs";
import { join, parse } from "node:path";

/** Packages that are written for `require` find Node's own parts by it. */
const REQUIRE = 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);';

/** Folders of small programs that stand alone, each bundled into one file: for pages, and for plain Node. */
const PROGRAMS = [
  { from: "app/browser", to: "build/scripts", options: { platform: "browser", format: "iife", minify: true } },
  { from: "app/standalone", to: "build/standalone", options: { platform: "node", format: "esm", outExtension: { ".js": ".mjs" }, banner: { js: REQUIRE } } },
];

/** Bundles every program under `root`: one output per source file directly in its folder, named alike, into `build` there or below another folder. */
export async function bundlePrograms(root, target = root) {
  const { build } = await import("esbuild");
  for (const { from, to, options } of PROGRAMS) {
    const entryPoints = programsIn(join(root, from));
    await build({ absWorkingDir: root, entryPoints, outdir: join(target, to), bundle: true, target: "es2022", charset: "utf8", logLevel: "warning", ...options });
  }
}

function programsIn(folder) {
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder, { withFileTypes: true, encoding: "utf8" });
  return files.filter((file) => file.isFile() && parse(file.name).ext === ".ts").map((file) => join(folder, file.name));
}

import { existsSync } from "node:fs";
import { loadBuild } from "./bin/build.mjs";

// Reading files, hashing passwords and SQLite share one pool of threads; four are too few for all.
process.env.UV_THREADPOOL_SIZE ??= "8";
process.env.NODE_ENV ??= "production";

try {
  const build = await loadBuild();
  if (existsSync(".env")) process.loadEnvFile(".env");
  await build.entry.module.serve(build);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
}

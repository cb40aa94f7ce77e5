#!/usr/bin/env node
import { existsSync } from "node:fs";
import { loadBuild } from "./build.mjs";

process.env.UV_THREADPOOL_SIZE ??= "8";
process.env.NODE_ENV ??= "production";

const folder = process.cwd();
try {
  const build = await loadBuild();
  if (existsSync(".env")) process.loadEnvFile(".env");
  process.exitCode = await build.entry.module.runCommand(build, process.argv.slice(2), folder);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
}

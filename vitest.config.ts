import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

function path(name: string): string {
  return fileURLToPath(new URL(`./${name}`, import.meta.url));
}

export default defineConfig({
  resolve: {
    alias: { "#app": path("app"), "#db": path("db"), "#test": path("test") },
  },
  test: {
    include: ["test/**/*.test.{ts,tsx}"],
    globalSetup: ["test/support/global-setup.ts"],
    reporters: ["default", path("test/support/count-reporter.ts")],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
  },
});

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
    env: { TZ: "UTC" },
    reporters: ["default", path("test/support/count-reporter.ts")],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: { name: "code", include: ["test/**/*.test.{ts,tsx}"], exclude: ["test/journeys/**"] },
      },
      {
        extends: true,
        test: {
          name: "journeys",
          include: ["test/journeys/**/*.test.ts"],
          globalSetup: ["test/support/journeys-setup.ts"],
          testTimeout: 240_000,
        },
      },
    ],
  },
});

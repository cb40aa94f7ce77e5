import { fileURLToPath } from "node:url";
import { vitePlugin as remix } from "@remix-run/dev";
import { defineConfig } from "vite";
import remixConfig from "./remix.config.js";

function folder(name: string): string {
  return fileURLToPath(new URL(`./${name}`, import.meta.url));
}

export default defineConfig({
  plugins: [remix(remixConfig)],
  resolve: {
    alias: { "#app": folder("app"), "#db": folder("db"), "#test": folder("test") },
  },
  build: { assetsInlineLimit: 0, target: "es2022" },
});

// `npm run bench [name …]`: runs the measurements of this folder, all or those named. Figures are printed, never asserted.
import { fileURLToPath } from "node:url";
import { createServer } from "vite";

const BENCHES = ["text", "writer", "proofs", "export", "compliance", "accept", "fan-out"];
const asked = process.argv.slice(2);
const folder = (name) => fileURLToPath(new URL(`../../${name}`, import.meta.url));
const vite = await createServer({
  configFile: false,
  resolve: { alias: { "#app": folder("app"), "#db": folder("db"), "#test": folder("test") } },
  server: { middlewareMode: true, watch: null },
  optimizeDeps: { noDiscovery: true },
  logLevel: "error",
});
try {
  for (const name of asked.length > 0 ? asked : BENCHES) {
    process.stdout.write(`\n== ${name}\n`);
    const { run } = await vite.ssrLoadModule(`/test/bench/${name}.ts`);
    await run();
  }
} finally {
  await vite.close();
}

// `npm run bench [name …]`: runs the measurements of this folder, all or those named. Figures are printed, never asserted.
process.env.VITEST = "bench";
const { createServer } = await import("vite");

const BENCHES = ["text"];
const asked = process.argv.slice(2);
const vite = await createServer({ server: { middlewareMode: true, watch: null }, optimizeDeps: { noDiscovery: true }, logLevel: "error" });
try {
  for (const name of asked.length > 0 ? asked : BENCHES) {
    process.stdout.write(`\n== ${name}\n`);
    const { run } = await vite.ssrLoadModule(`/test/bench/${name}.ts`);
    await run();
  }
} finally {
  await vite.close();
}

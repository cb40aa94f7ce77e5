import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import type { Filter } from "#app/domain/compliance/export/order";
import { publish } from "#test/support/acceptance";
import { addActor } from "#test/support/actors";
import { bundleChild } from "#test/support/child";
import { acceptanceCommit, bytesOf, makeExport, placeFor } from "#test/support/exported";
import { HOSTILE_CELLS } from "#test/support/exported-cells";
import { openTestPortal } from "#test/support/portal";

const run = promisify(execFile);

async function openPlace() {
  const portal = await openTestPortal({ at: "2026-03-01T08:00:00Z" });
  const versionId = await publish(portal);
  const auditor = await addActor(portal, "auditor", ["auditor"]);
  const add = async (from: number, count: number) => {
    const place = await placeFor(portal, versionId);
    const acts = Array.from({ length: count }, (_, number) => acceptanceCommit(place, from + number, {
      versionId, partyId: `pty_${number % 3}`, language: number % 2 === 0 ? "en" : "zh-CN", conspicuousJson: JSON.stringify([HOSTILE_CELLS[number % HOSTILE_CELLS.length]]),
    }));
    await Promise.all(acts.map((act) => portal.writer.commit(act)));
  };
  await add(0, 600);
  return { portal, auditor, add };
}

test.each<{ format: "csv" | "jsonl" | "parquet"; filter: Filter }>([
  { format: "csv", filter: { party: "pty_1" } }, { format: "jsonl", filter: { agreement: "general-terms", version: "1", from: "2026-03-01", until: "2026-03-02" } },
  { format: "parquet", filter: { language: "zh-CN", method: "click" } }, { format: "csv", filter: { class: "first" } },
])("the same filter at the same checkpoint gives the same $format after more rows came in that it means: $filter", async ({ format, filter }) => {
  const { portal, auditor, add } = await openPlace();
  const first = await makeExport(portal, auditor, { format, filter });
  const bytes = await bytesOf(portal, first);
  await add(10_000, 300);
  const again = await makeExport(portal, auditor, { format, filter, size: first.size });
  expect((await bytesOf(portal, again)).equals(bytes)).toBe(true);
  expect((await bytesOf(portal, first)).equals(bytes)).toBe(true);
});

test("on a machine of another zone and language the file is the same, the bag's time and reports included", async () => {
  const { portal, auditor } = await openPlace();
  const orders = [...(["csv", "jsonl", "parquet"] as const).map((format) => ({ format })), { dataSet: "evidence", format: "bag", filter: { party: "pty_1" } }] as const;
  const made = await Promise.all(orders.map((order) => makeExport(portal, auditor, order)));
  const here = await Promise.all(made.map(async (each) => createHash("sha256").update(await bytesOf(portal, each)).digest("hex")));
  const program = await bundleChild("export-bytes");
  const { stdout } = await run(process.execPath, [program, portal.settings.dataDir, ...made.map(({ id }) => id)], { env: { ...process.env, TZ: "Pacific/Apia", LC_ALL: "tr_TR.UTF-8", LANG: "tr_TR.UTF-8" } });
  expect(JSON.parse(stdout)).toEqual({ timeZone: "Pacific/Apia", locale: "tr-TR", hashes: here });
});

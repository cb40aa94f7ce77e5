import { createHash } from "node:crypto";
import { get, type IncomingMessage } from "node:http";
import type { ServerBuild } from "@remix-run/node";
import { expect, onTestFinished, test, vi } from "vitest";
import { newSession } from "#app/domain/access/session.server";
import type { ExportOrder } from "#app/domain/compliance/export/order";
import { listFetches } from "#app/domain/compliance/export/send.server";
import { listUnderWay } from "#app/domain/compliance/export/under-way.server";
import { openServer } from "#app/server";
import { publish } from "#test/support/acceptance";
import { addActor } from "#test/support/actors";
import { acceptanceCommit, bytesOf, makeExport, placeFor } from "#test/support/exported";
import { openTestPortal } from "#test/support/portal";

const NO_ROUTES = { routes: {}, assets: { routes: {} }, entry: { module: {} }, future: {} } as unknown as ServerBuild;

/** More rows than fit the buffers between two ends of a connection. */
const MANY = 20_000;

async function openPlace(rows: number, changes: Partial<ExportOrder> = {}) {
  const portal = await openTestPortal({ at: "2026-03-01T08:00:00Z" });
  const versionId = await publish(portal);
  const place = await placeFor(portal, versionId);
  await Promise.all(Array.from({ length: rows }, (_, number) => portal.writer.commit(acceptanceCommit(place, number, { versionId }))));
  const auditor = await addActor(portal, "auditor", ["auditor"]);
  const { token, steps } = newSession(portal, { accountId: auditor.accountId, method: "password" });
  await portal.writer.commit({ steps });
  const made = await makeExport(portal, auditor, { format: "jsonl", ...changes });
  const running = await openServer(NO_ROUTES, { ...portal, close: async () => undefined, settings: { ...portal.settings, port: 0 } });
  onTestFinished(() => running.close());
  const fetchFile = (query = "", cookie = `concordat=${token}`) => fetch(`${running.url}/compliance/exports/${made.id}/file${query}`, { headers: { Cookie: cookie }, redirect: "manual" });
  return { portal, auditor, made, running, token, fetchFile };
}

test("the file comes whole, under its name, and is kept nowhere", async () => {
  const { portal, made, fetchFile } = await openPlace(500);
  const response = await fetchFile();
  expect(response.status).toBe(200);
  expect(Buffer.from(await response.arrayBuffer()).equals(await bytesOf(portal, made))).toBe(true);
  expect(Object.fromEntries(["content-type", "content-disposition", "cache-control"].map((name) => [name, response.headers.get(name)]))).toEqual({
    "content-type": "application/x-ndjson; charset=utf-8",
    "content-disposition": `attachment; filename="concordat-acceptances-1-${made.size}.jsonl"`,
    "cache-control": "no-store",
  });
});

test("it goes on behind the row that was named", async () => {
  const { portal, made, fetchFile } = await openPlace(500);
  const lines = (await bytesOf(portal, made)).toString().split(/(?<=\n)/);
  const { ledger, index, line } = JSON.parse(lines[299] ?? "");
  expect(await (await fetchFile(`?after=${ledger}.${index}.${line}`)).text()).toBe(lines.slice(300).join(""));
});

test("reading stops while a client takes nothing, whatever others fetch meanwhile, and for good when it goes", async () => {
  const { portal, made, running, token, fetchFile } = await openPlace(MANY);
  const response = await new Promise<IncomingMessage>((resolve) => {
    const asked = get(`${running.url}/compliance/exports/${made.id}/file`, { headers: { Cookie: `concordat=${token}` } }, (answer) => resolve(answer.pause()));
    asked.on("error", () => undefined);
  });
  response.on("error", () => undefined);
  for (let others = 0; others < 2; others++) {
    expect((await (await fetchFile()).text()).split("\n")).toHaveLength(MANY + 1);
    const [waiting] = listUnderWay(portal, made.id);
    expect(waiting?.rows).toBeGreaterThan(0);
    expect(waiting?.rows).toBeLessThan(MANY);
  }
  response.destroy();
  await vi.waitFor(() => expect(listUnderWay(portal, made.id)).toEqual([]), { timeout: 20_000 });
  await vi.waitFor(async () => expect((await listFetches(portal, made.id)).map(({ end }) => end?.outcome).toSorted()).toEqual(["cutShort", "sent", "sent"]), { timeout: 20_000 });
});

test("who fetched the file is on record with the hash of what was sent; asking for its head fetches nothing", async () => {
  const { portal, auditor, made, running, token, fetchFile } = await openPlace(50);
  const head = await fetch(`${running.url}/compliance/exports/${made.id}/file`, { method: "HEAD", headers: { Cookie: `concordat=${token}` } });
  expect(head.headers.get("content-disposition")).toContain(".jsonl");
  expect(await listFetches(portal, made.id)).toEqual([]);
  const bytes = Buffer.from(await (await fetchFile()).arrayBuffer());
  const end = { outcome: "sent", bytes: bytes.length, sha256: createHash("sha256").update(bytes).digest("hex") };
  await vi.waitFor(async () => expect(await listFetches(portal, made.id)).toMatchObject([{ actorId: auditor.accountId, afterRow: "", end }]));
});

test("who is not signed in is led to sign in; what is refused is told on the export's page", async () => {
  const { portal, made, fetchFile } = await openPlace(1);
  const page = `/compliance/exports/${made.id}`;
  const leadsTo = async (response: Response) => [response.status, response.headers.get("location")];
  expect(await leadsTo(await fetchFile("", ""))).toEqual([303, `/sign-in?to=${encodeURIComponent(page)}`]);
  expect(await leadsTo(await fetchFile("?after=here"))).toEqual([303, `${page}?fault=export-cursor-unfit`]);
  const reader = await addActor(portal, "reader", []);
  const { token, steps } = newSession(portal, { accountId: reader.accountId, method: "password" });
  await portal.writer.commit({ steps });
  expect(await leadsTo(await fetchFile("", `concordat=${token}`))).toEqual([303, `${page}?fault=role-missing`]);
  expect(await portal.db.selectFrom("refusals").select(["operation", "code"]).orderBy("id").execute()).toHaveLength(2);
});

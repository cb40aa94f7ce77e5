import { expect, test } from "vitest";
import { LEDGER_CRYPTO } from "#app/domain/evidence/ledger/crypto.server";
import { entryAbout, newEntry } from "#app/domain/evidence/new-entry";
import { openCheckpoint } from "#app/ledger/checkpoint";
import { parseConsistency } from "#app/ledger/consistency";
import { readKeyLines } from "#app/ledger/evidence-file";
import { isExtension } from "#app/ledger/tree";
import { loader } from "#app/routes/transparency";
import { loader as checkpoint } from "#app/routes/transparency-checkpoint";
import { loader as consistency } from "#app/routes/transparency-consistency";
import { loader as keys } from "#app/routes/transparency-keys";
import { openTestBrowser } from "#test/support/exchange";
import { requestOf } from "#test/support/pages";
import { openTestPortal, type TestPortal } from "#test/support/portal";

const AT = "2026-03-01T08:00:00.000Z";

/** A portal whose ledger has so many entries more, under a stored checkpoint. */
async function openWith(more: number): Promise<TestPortal> {
  const portal = await openTestPortal({ at: AT });
  for (let count = 0; count < more; count++) {
    const entry = newEntry(portal.ledger.open(), entryAbout("clock.anomaly", `clk_${count}`, AT));
    await portal.writer.commit({ steps: [], entries: [entry] });
  }
  await portal.ledger.checkpoint();
  return portal;
}

async function askConsistency(portal: TestPortal, query: string): Promise<Response> {
  return consistency(requestOf(portal, { path: `/transparency/consistency${query}`, headers: { "Accept-Language": "en" } }));
}

/** The head of a checkpoint that a key of the portal signed. */
function headOf(portal: TestPortal, note: string) {
  const opened = openCheckpoint(LEDGER_CRYPTO, note, portal.ledger.keys());
  if (opened.state !== "signed") throw new Error(opened.state);
  return opened.head;
}

test("the page tells key, checkpoint and how many entries, the same to everyone who asks", async () => {
  const portal = await openWith(3);
  const { data: view, init } = await loader({ ...openTestBrowser(portal).get("/transparency"), params: {} });
  expect(view).toMatchObject({ isStopped: false, ledgers: [{ number: 1, reason: "", checkpoint: { size: 5 }, keys: [{ retiredAt: null }] }] });
  expect(new Headers(init?.headers).get("ETag")).toMatch(/^W\//);
});

test("the checkpoint is served as signed and asked about by its tag", async () => {
  const portal = await openWith(3);
  const answer = await checkpoint(requestOf(portal, { path: "/transparency/checkpoint" }));
  expect(headOf(portal, await answer.text()).size).toBe(5);
  const headers = { "If-None-Match": answer.headers.get("ETag") ?? "" };
  expect((await checkpoint(requestOf(portal, { path: "/transparency/checkpoint", headers }))).status).toBe(304);
});

test("the keys are served as lines that are read back", async () => {
  const portal = await openWith(0);
  const answer = await keys(requestOf(portal, { path: "/transparency/keys" }));
  expect(readKeyLines(LEDGER_CRYPTO, await answer.text())).toEqual(portal.ledger.keys().map((key) => ({ ...key, publicKey: new Uint8Array(key.publicKey) })));
});

test("the proof between any two sizes shows that the ledger only grew", async () => {
  const portal = await openWith(7);
  const heads = [];
  for (let size = 1; size <= 9; size++) heads.push(headOf(portal, await portal.ledger.checkpoint(size)));
  for (const older of heads) {
    for (const newer of heads.slice(older.size - 1)) {
      const answer = await askConsistency(portal, `?from=${older.size}&to=${newer.size}`);
      const path = parseConsistency(await answer.text());
      expect(path && headOf(portal, path.checkpoint)).toEqual(newer);
      const extension = { oldSize: older.size, newSize: newer.size, oldRoot: older.rootHash, newRoot: newer.rootHash, proof: path?.hashes ?? [] };
      expect(isExtension(LEDGER_CRYPTO, extension), `${older.size} ${newer.size}`).toBe(true);
    }
  }
});

test("without an end the proof leads to the newest checkpoint", async () => {
  const portal = await openWith(3);
  for (const query of ["?from=2", "?from=2&to="]) {
    const answer = await askConsistency(portal, query);
    expect(answer.headers.get("Content-Disposition")).toBe('inline; filename="2-5.consistency"');
  }
});

test.each(["", "?from=0", "?from=6", "?from=3&to=2", "?from=1&to=6", "?from=-1", "?from=1.5", "?from=01", "?from=1&to=x", "?from=99999999999999999999", "?from=%00"])("sizes that are none (%s) are refused with what may be asked", async (query) => {
  const answer = await askConsistency(await openWith(3), query);
  expect(answer.status).toBe(400);
  expect(await answer.json()).toMatchObject({ code: "sizes-invalid", detail: expect.stringContaining("from 1 to 5") });
});

test("a ledger that stopped still shows what was last signed, and says so", async () => {
  const portal = await openWith(3);
  portal.ledger.stop({ what: "endMoved", ledgerNumber: 1 });
  const { data: view } = await loader({ ...openTestBrowser(portal).get("/transparency"), params: {} });
  expect(view).toMatchObject({ isStopped: true, ledgers: [{ checkpoint: { size: 5 } }] });
  expect((await askConsistency(portal, "?from=2&to=5")).status).toBe(200);
  expect((await askConsistency(portal, "?from=2&to=4")).status).toBe(503);
});

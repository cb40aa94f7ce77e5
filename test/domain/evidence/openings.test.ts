import { expect, test } from "vitest";
import { LEDGER_CRYPTO } from "#app/domain/evidence/ledger/crypto.server";
import { commitTo, readOpenings } from "#app/domain/evidence/openings.server";
import { isCommitmentTo } from "#app/ledger/commitment";
import { KeyTakenError } from "#db/commit";
import { openStore, type TestStore } from "#test/support/store";

const PERSONAL = { recordId: "acc_1", partyId: "pty_1", values: { address: "李明@example.com", client: "203.0.113.7", agent: null } };

async function openKept(): Promise<{ store: TestStore; commitments: Record<string, string> }> {
  const store = await openStore();
  await store.keys.createPartyKey("pty_1");
  const { commitments, steps } = await commitTo(store, PERSONAL);
  await store.writer.commit({ steps });
  return { store, commitments };
}

test("what was committed to is opened by the row that is kept, and a value that is not known gives neither", async () => {
  const { store, commitments } = await openKept();
  const openings = await readOpenings(store, "acc_1");
  expect(openings.map(({ tag, opened }) => [tag, opened?.value])).toEqual([["address", "李明@example.com"], ["client", "203.0.113.7"]]);
  expect(openings.map(({ tag, opened }) => opened !== null && isCommitmentTo(LEDGER_CRYPTO, commitments[tag] ?? "", opened))).toEqual([true, true]);
  expect(Object.keys(commitments)).toEqual(["address", "client"]);
});

test("the same value of the same record is committed to differently each time", async () => {
  const { store, commitments } = await openKept();
  expect((await commitTo(store, PERSONAL)).commitments.address).not.toBe(commitments.address);
});

test("neither value nor opening stands in the database as it is, and none is read once the key is destroyed", async () => {
  const { store } = await openKept();
  const [kept] = await readOpenings(store, "acc_1");
  const text = JSON.stringify(await store.db.selectFrom("openings").selectAll().execute());
  expect(text).not.toContain("example.com");
  expect(text).not.toContain(Buffer.from(kept?.opened?.opening ?? "").toString("base64"));
  await store.keys.destroyPartyKey("pty_1");
  expect(await readOpenings(store, "acc_1")).toEqual([{ tag: "address", opened: null }, { tag: "client", opened: null }]);
  await expect(commitTo(store, PERSONAL)).rejects.toThrow("destroyed");
});

test("a commitment of a record is opened in one way only", async () => {
  const { store } = await openKept();
  await expect(store.writer.commit({ steps: (await commitTo(store, PERSONAL)).steps })).rejects.toThrow(KeyTakenError);
});

test("one value can go before the others", async () => {
  const { store } = await openKept();
  await store.db.deleteFrom("openings").where("recordId", "=", "acc_1").where("tag", "=", "client").execute();
  expect((await readOpenings(store, "acc_1")).map(({ tag }) => tag)).toEqual(["address"]);
});

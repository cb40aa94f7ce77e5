import { beforeAll, expect, test } from "vitest";
import { readEvidenceOf } from "#app/domain/evidence/receipt/evidence-of.server";
import { readReceipt } from "#app/domain/evidence/receipt/receipt.server";
import { recordOf } from "#app/domain/evidence/receipt/record";
import { stampCheckpoint } from "#app/domain/evidence/time/time-token-stamp.server";
import { LEDGER_CRYPTO } from "#app/domain/evidence/ledger/crypto.server";
import { readEvidenceFile, writeEvidenceFile } from "#app/ledger/evidence-file";
import { acceptTerms, publish } from "#test/support/acceptance";
import { addPerson } from "#test/support/people";
import { openTestPortal } from "#test/support/portal";
import { hasOpenssl, openTimeAuthority } from "#test/support/time-authority";

let isThere = false;
beforeAll(async () => {
  isThere = await hasOpenssl();
});

async function openAccepted() {
  const authority = await openTimeAuthority();
  const portal = await openTestPortal({ at: "2026-03-01T08:00:00Z", settings: { TIME_AUTHORITY_URL: authority.url, TIME_AUTHORITY_CA_FILE: authority.caFile } });
  await publish(portal);
  const person = await addPerson(portal);
  const accepted = await acceptTerms(portal, person);
  const actId = "actId" in accepted ? accepted.actId : "";
  const read = async () => ({
    held: await readEvidenceOf(portal, { actId, accountId: person.accountId }),
    receipt: await readReceipt(portal, { actId, partyId: person.partyId }),
  });
  return { portal, read };
}

test("before a token covers the act, evidence and record carry none; then the first and the latest, each with its checkpoint", async ({ skip }) => {
  if (!isThere) return skip("openssl is not installed");
  const { portal, read } = await openAccepted();
  const before = await read();
  expect(before.held?.timeTokens).toEqual([]);
  expect(before.receipt && recordOf(before.receipt, "https://portal.example")).toMatchObject({ proof: { time_token: null } });
  await stampCheckpoint(portal);
  portal.clock.set("2026-03-03T08:00:00Z");
  await acceptTerms(portal, await addPerson(portal, { address: "wang.fang@example.com" }));
  await stampCheckpoint(portal);
  const rows = await portal.db.selectFrom("timeTokens").selectAll().orderBy("size").execute();
  const { held, receipt } = await read();
  expect(held?.timeTokens.map(({ token }) => Buffer.from(token).toString("base64"))).toEqual(rows.map(({ tokenBase64 }) => tokenBase64));
  expect(held?.timeTokens.every(({ checkpoint }) => checkpoint?.includes("\n\n— "))).toBe(true);
  const again = held && readEvidenceFile(LEDGER_CRYPTO, Buffer.from(writeEvidenceFile(held)));
  expect(again?.timeTokens).toHaveLength(2);
  expect(receipt && recordOf(receipt, "https://portal.example")).toMatchObject({
    proof: { kept_by: "operator", time_token: { not_after: rows[0]?.genTime, checkpoint_size: rows[0]?.size, url: `https://portal.example/transparency/tokens/${rows[0]?.id}.tst` } },
  });
});

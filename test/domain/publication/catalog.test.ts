import { expect, test } from "vitest";
import { entryAbout, newEntry } from "#app/domain/evidence/new-entry";
import { readHistories, readHistory, readText } from "#app/domain/publication/catalog.server";
import { publishVersion } from "#app/domain/publication/publish.server";
import { versionsAt } from "#app/domain/publication/status";
import { openPortal, portalFiles, type Portal } from "#app/portal.server";
import { insertRow } from "#db/commit";
import { openPlain } from "#test/support/plain-sqlite";
import { openTestPortal } from "#test/support/portal";
import { proposalOf } from "#test/support/proposal";
import { refusalOf } from "#test/support/refusal";

const NOW = "2026-03-01T07:30:00.000Z";

test("an empty portal has no history and no text", async () => {
  const portal = await openTestPortal({ at: NOW });
  expect(await readHistories(portal)).toEqual([]);
  expect(await readHistory(portal, "general-terms")).toBeNull();
  expect(await refusalOf(() => readText(portal, "00"))).toMatchObject({ code: "text-unknown" });
});

test("what another process publishes is seen by the next read", async () => {
  const portal = await openTestPortal({ at: NOW });
  const { db, settings } = portal;
  await publishVersion(portal, proposalOf());
  expect((await readHistory({ db }, "general-terms"))?.versions.length).toBe(1);
  const other = await openPortal(settings, { kind: "demo", now: () => NOW });
  await publishVersion(other, proposalOf({ number: 2 }));
  await other.close();
  expect((await readHistory({ db }, "general-terms"))?.versions.length).toBe(2);
});

test("a text whose stored bytes were altered is refused and never served", async () => {
  const portal = await openTestPortal({ at: NOW });
  const { db } = portal;
  await publishVersion(portal, proposalOf());
  const sha256 = (await readHistory({ db }, "general-terms"))?.versions[0]?.texts[0]?.sha256 ?? "";
  expect(await readText({ db }, sha256)).toContain("三十日");
  await tamper(portal, `update documents set body = replace(body, '三十日', '三日') where sha256 = '${sha256}'`);
  expect(await refusalOf(() => readText({ db }, sha256))).toMatchObject({ code: "text-corrupt", details: { sha256 } });
});

test("a manifest whose stored bytes were altered is refused", async () => {
  const portal = await openTestPortal({ at: NOW });
  const { db } = portal;
  await publishVersion(portal, proposalOf());
  await tamper(portal, `update documents set body = replace(body, '"noticeDays":30', '"noticeDays":3')`);
  expect(await refusalOf(() => readHistories({ db }))).toMatchObject({ code: "text-corrupt" });
});

/** Changes a row as somebody would who removes the guards first. */
async function tamper({ settings }: Portal, statement: string): Promise<void> {
  const plain = await openPlain(portalFiles(settings.dataDir).database);
  const triggers = await plain.all<{ name: string }>("select name from sqlite_master where type = 'trigger' and tbl_name = 'documents'");
  for (const { name } of triggers) await plain.all(`drop trigger "${name}"`);
  await plain.all(statement);
}

test("of publications within one millisecond the one that follows decides", async () => {
  const portal = await openTestPortal({ at: NOW });
  const { db, writer } = portal;
  await publishVersion(portal, proposalOf());
  const { versionId } = await publishVersion(portal, proposalOf({ number: 2 }));
  const announced = await db.selectFrom("publications").where("versionId", "=", versionId).selectAll().executeTakeFirstOrThrow();
  const withdrawn = { ...announced, id: "pub_0", act: "withdrawn" as const, followsId: announced.id, effectiveAt: null };
  await writer.commit({ steps: [insertRow("publications", withdrawn)], entries: [newEntry(portal.ledger.open(), entryAbout("version.withdrawn", "pub_0", NOW))] });
  const history = await readHistory({ db }, "general-terms");
  expect(history && versionsAt(history, NOW).map(({ status }) => status)).toEqual(["in force", "withdrawn"]);
});

import { onTestFinished } from "vitest";
import { entryAbout, newEntry } from "#app/domain/evidence/new-entry";
import { openPortal, portalFiles, type Portal } from "#app/portal.server";
import { insertRow } from "#db/commit";
import { evidenceRows } from "#test/support/evidence-rows";
import { openPlain, type PlainConnection } from "#test/support/plain-sqlite";
import type { TestPortal } from "#test/support/portal";

let written = 0;

/** Records as many sign-ins, each with an entry that names it, as operations do. Gives their ids. */
export async function record(portal: Portal, count: number): Promise<string[]> {
  return Promise.all(Array.from({ length: count }, async () => {
    const id = `sig_${written++}`;
    const at = portal.now();
    const steps = [insertRow("signIns", { ...evidenceRows(1).signIns, id, happenedAt: at, recordedAt: at })];
    await portal.writer.commit({ steps, entries: [newEntry(portal.ledger.open(), { ...entryAbout("acceptance.click", id, at), body: { text: "条款" } })] });
    return id;
  }));
}

/** Closes a portal and opens its folder again, at the same instant. */
export async function reopen(portal: Portal): Promise<Portal> {
  await portal.close();
  const again = await openPortal(portal.settings, { kind: "demo", now: portal.now });
  onTestFinished(() => again.close());
  return again;
}

/** Closes a portal and changes its database by another hand, past every guard. */
export async function tamper(portal: TestPortal, ...statements: string[]): Promise<void> {
  await portal.close();
  const plain = await openUnguarded(portal);
  for (const statement of statements) await plain.all(statement);
  await plain.close();
}

/** The database of a portal as any program may open it, with all its guards dropped. */
export async function openUnguarded({ settings }: Portal): Promise<PlainConnection> {
  const plain = await openPlain(portalFiles(settings.dataDir).database);
  for (const { name } of await plain.all<{ name: string }>("select name from sqlite_schema where type = 'trigger'")) await plain.all(`drop trigger "${name}"`);
  return plain;
}

import { z } from "zod";
import { withEntries } from "#app/domain/compliance/audit/reading.server";
import { openSink, type AuditSink } from "#app/domain/compliance/audit/sink.server";
import { repeat, type Repeated } from "#app/domain/repeat.server";
import type { Portal } from "#app/portal.server";
import { isAuditTable, selectAuditAfter, selectAuditHeads, type AuditHeads } from "#db/compliance/audit";
import { insertOnce, updateRows } from "#db/commit";
import { findFact } from "#db/notice/delivery-queue";

/** Between looks at what was recorded. */
const PAUSE_MS = 2_000;

/** Records of one table that are given at once. */
const PAGE = 500;

type Streaming = Pick<Portal, "db" | "writer" | "settings">;

/** Gives what is recorded to an outside system beside the portal's work, where one is named. What fails is said on stderr and tried again. */
export function startAuditStream(portal: Streaming): Repeated {
  const { auditStream: target } = portal.settings;
  if (target === null) return { stop: () => Promise.resolve() };
  const sink = openSink(target, portal.settings);
  return repeat({
    name: `audit stream to ${target}`,
    pauseMs: PAUSE_MS,
    async round(signal) {
      let given = 1;
      while (given > 0 && !signal.aborted) given = await streamAudit(portal, { target, sink });
    },
  });
}

/**
 * Gives the records that a target has not been given, in the order in which they were recorded, and keeps how far it has come once they are taken: each is
 * given at least once. How many there were.
 */
export async function streamAudit({ db, writer }: Streaming, { target, sink }: { target: string; sink: AuditSink }): Promise<number> {
  const name = `audit stream ${target}`;
  const kept = await findFact(db, name);
  const { rows, heads } = await readNew({ db }, readHeads(kept));
  if (rows.length === 0 && kept === JSON.stringify(heads)) return 0;
  if (rows.length > 0) await sink(await withEntries({ db }, rows));
  const begun = kept === null ? [insertOnce("portal", { name, value: "{}" }, { name })] : [];
  await writer.commit({ steps: [...begun, updateRows("portal", { set: { value: JSON.stringify(heads) }, where: { name, value: kept ?? "{}" }, expect: 1 })] });
  return rows.length;
}

/** What each table has above the number to which it was read. The number of a row never falls behind one that was read: rows are only added. */
async function readNew({ db }: Pick<Portal, "db">, known: AuditHeads) {
  const heads = await selectAuditHeads(db);
  const tables = Object.keys(heads).filter(isAuditTable).filter((table) => (heads[table] ?? 0) > (known[table] ?? 0));
  const pages = await Promise.all(tables.map(async (table) => {
    const upTo = heads[table] ?? 0;
    const rows = await selectAuditAfter(db, table, { after: known[table] ?? 0, upTo, limit: PAGE });
    return { table, rows, head: rows.length < PAGE ? upTo : (rows.at(-1)?.row ?? upTo) };
  }));
  const rows = pages.flatMap((page) => page.rows).sort((a, b) => (a.recordedAt < b.recordedAt ? -1 : a.recordedAt > b.recordedAt ? 1 : 0));
  return { rows, heads: { ...known, ...Object.fromEntries(pages.map(({ table, head }) => [table, head])) } };
}

const headsColumn = z.record(z.string(), z.number());

function readHeads(kept: string | null): AuditHeads {
  return kept === null ? {} : headsColumn.parse(JSON.parse(kept));
}

import { newEntry } from "#app/domain/evidence/new-entry";
import { findUnrecorded, lateContent, type Late, type Unrecorded } from "#app/domain/evidence/ledger/unrecorded.server";
import type { Portal } from "#app/portal.server";
import { insertOnce, StaleRowError, updateRows, type Step } from "#db/commit";
import { findLateEntered, LATE_ENTERED } from "#db/ledger/book";

type Reading = Pick<Portal, "db" | "keys" | "ledger" | "now" | "writer">;
type Named = Late & Unrecorded;

/** Entered together at most. */
const PAGE = 200;
const DONE = "all";

/**
 * Gives each record that is older than the ledger its entry, marked late: once in the life of a database, those first that others rest on, each table
 * in the order in which it was recorded. Each commit moves a row that says how far this has come, so that what was cut short is gone on with, and of two
 * who do it at once each record gets its entry from one.
 */
export async function enterLate(portal: Reading): Promise<void> {
  for (let after: Unrecorded | null = null; ; ) {
    const entered = await findLateEntered(portal.db);
    if (entered === DONE) return;
    const late = await readTogether(portal, await findUnrecorded(portal, { limit: PAGE, after }));
    const isOurs = await enterTogether(portal, late, entered);
    after = isOurs ? (late.at(-1) ?? null) : null;
  }
}

/** The first records of a page that can be entered in one commit: none may name another of them, whose index is known only then. */
async function readTogether(portal: Reading, page: readonly Unrecorded[]): Promise<Named[]> {
  const sameTable = page.filter(({ table }) => table === page[0]?.table);
  const late = await Promise.all(sameTable.map(async (each) => ({ ...each, ...(await lateContent(portal, each)) })));
  const end = late.findIndex(({ content }, place) => {
    const body = JSON.stringify(content.body);
    return late.slice(0, place).some(({ record }) => body.includes(record));
  });
  return end < 0 ? late : late.slice(0, end);
}

/** Whether the records were entered; not where another process entered some meanwhile. */
async function enterTogether(portal: Reading, late: readonly Named[], entered: string | null): Promise<boolean> {
  const ledger = portal.ledger.open();
  const steps = [...moveTo(late.at(-1)?.record ?? DONE, entered), ...late.flatMap((each) => each.steps)];
  try {
    await portal.writer.commit({ steps, entries: late.map(({ content }) => newEntry(ledger, content)) });
    return true;
  } catch (error) {
    if (error instanceof StaleRowError) return false;
    throw error;
  }
}

function moveTo(value: string, from: string | null): Step[] {
  const begun = insertOnce("portal", { name: LATE_ENTERED, value: "" }, { name: LATE_ENTERED });
  return [...(from === null ? [begun] : []), updateRows("portal", { set: { value }, where: { name: LATE_ENTERED, value: from ?? "" }, expect: 1 })];
}

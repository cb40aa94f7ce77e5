import { CompiledQuery, type Kysely, type Transaction } from "kysely";
import { isPageWide } from "#db/notice/bulk";
import { KeyTakenError, RuleBrokenError, StaleRowError, type Commit, type NewEntry, type Writer } from "#db/commit";
import { isOutrun, ledgerErrorOf, openAppender, type LedgerAppender, type LedgerTree } from "#db/ledger/append";
import { openOneStatement, type OneStatement } from "#db/one-statement";
import type { Database } from "#db/schema";
import { checkCommit, statementsFor, workOf, type Work, type WriteStatement } from "#db/statements";

export type OpenWriter = Writer & {
  underWay(): number;
  /** Refuses new commits and waits for those handed in. */
  close(): Promise<void>;
};

type Waiting = { commit: Commit; resolve: () => void; reject: (error: unknown) => void };

/** How many commits share one flush to disk at most. */
const MOST_AT_ONCE = 128;

/**
 * The one queue of all writes. What waits is committed as one batch: while one batch is flushed the next gathers, so no
 * timer is needed. A refused batch is halved until the commit at fault stands alone; the order is kept.
 */
export function openWriter(db: Kysely<Database>, tree?: LedgerTree): OpenWriter {
  const target = { db, ledger: openAppender(tree), oneStatement: openOneStatement() };
  const waiting: Waiting[] = [];
  let writing: Promise<void> | null = null;
  let isClosed = false;
  let underWay = 0;

  async function writeWaiting(): Promise<void> {
    await Promise.resolve();
    while (waiting.length > 0) await writeBatch(target, waiting.splice(0, lengthOfBatch(waiting)));
    writing = null;
  }

  return {
    async commit(commit) {
      if (isClosed) throw new Error("the writer is closed");
      checkCommit(commit);
      underWay += 1;
      await new Promise<void>((resolve, reject) => {
        waiting.push({ commit, resolve, reject });
        writing ??= writeWaiting();
      }).finally(() => void (underWay -= 1));
    },
    underWay: () => underWay,
    async close() {
      isClosed = true;
      await writing;
    },
  };
}

/** What writes a page of parties stands alone: whatever waited before it does not wait for it. */
function lengthOfBatch(waiting: readonly Waiting[]): number {
  const page = waiting.findIndex(({ commit }) => commit.steps.some((step) => step.op === "bulk" && isPageWide(step.statement)));
  return page === -1 ? MOST_AT_ONCE : Math.min(MOST_AT_ONCE, Math.max(1, page));
}

type Target = { db: Kysely<Database>; ledger: LedgerAppender; oneStatement: OneStatement };

async function writeBatch(target: Target, batch: readonly Waiting[]): Promise<void> {
  try {
    await writeAtEnd(target, batch.map(({ commit }) => commit));
  } catch (error) {
    if (batch.length === 1) return batch.forEach(({ reject }) => reject(causeOf(error)));
    const half = Math.ceil(batch.length / 2);
    await writeBatch(target, batch.slice(0, half));
    return writeBatch(target, batch.slice(half));
  }
  for (const { resolve } of batch) resolve();
}

/** Where another process has written to the ledger meanwhile, its end is read anew and the commits are written behind it, while no other can write. */
async function writeAtEnd(target: Target, commits: readonly Commit[]): Promise<void> {
  try {
    await writeDurably(target, commits);
  } catch (error) {
    if (!isOutrun(error)) throw error;
    target.ledger.forget();
    await writeLocked(target, commits);
  }
}

async function writeLocked({ db, ledger }: Target, commits: readonly Commit[]): Promise<void> {
  const appended = await db.transaction().execute(async (trx) => {
    const placed = await ledger.append(trx, entriesOf(commits));
    for (const statement of statementsFor([...workOf(commits), ...placed.inserts])) await write(trx, statement);
    return placed;
  });
  ledger.keep(appended);
}

/** All or nothing: what is known of the ledger moves on only once the batch is durable. */
async function writeDurably({ db, ledger, oneStatement }: Target, commits: readonly Commit[]): Promise<void> {
  const appended = await ledger.append(db, entriesOf(commits));
  const work = [...workOf(commits), ...appended.inserts];
  const inserts = work.filter((each) => "rows" in each);
  const isWritten = inserts.length === work.length && inserts.length > 0 && (await oneStatement.insert(db, inserts));
  if (!isWritten) await writeInTransaction(db, work);
  ledger.keep(appended);
}

function entriesOf(commits: readonly Commit[]): NewEntry[] {
  return commits.flatMap((commit) => commit.entries ?? []);
}

async function writeInTransaction(db: Kysely<Database>, work: readonly Work[]): Promise<void> {
  await db.transaction().execute(async (trx) => {
    for (const statement of statementsFor(work)) await write(trx, statement);
  });
}

async function write(trx: Transaction<Database>, { table, text, parameters, expect }: WriteStatement): Promise<void> {
  const { rows } = await trx.executeQuery(CompiledQuery.raw(text, parameters));
  if (expect !== undefined && rows.length !== expect) throw new StaleRowError(table);
}

/** Names the rule that was broken, or the key that was taken; SQLite and the evidence guards tell it in the same words. */
function causeOf(refused: unknown): unknown {
  const error = ledgerErrorOf(refused);
  const broken = error instanceof Error ? /rule broken: (.+)$/.exec(error.message)?.[1] : undefined;
  if (broken !== undefined) return new RuleBrokenError(broken);
  const taken = error instanceof Error ? /UNIQUE constraint failed: (.+)$/.exec(error.message)?.[1] : undefined;
  if (taken === undefined) return error;
  const columns = taken.split(", ").map((column) => column.split("."));
  return new KeyTakenError(columns[0]?.[0] ?? "", columns.map((parts) => parts[1] ?? ""));
}

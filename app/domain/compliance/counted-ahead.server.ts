import { zoneDaysOf } from "#app/domain/compliance/days";
import { ALL_RECORDED, versionsOf } from "#app/domain/compliance/filter";
import { readHistories } from "#app/domain/publication/catalog.server";
import { repeat, type Repeated } from "#app/domain/repeat.server";
import type { Portal } from "#app/portal.server";
import { findLastRow, findRecorded, readTogether, selectChangesOfRows, selectFoldedChanges, selectFolds } from "#db/compliance/answer-totals";
import { deleteRows, insertRow, KeyTakenError, StaleRowError, updateRows, type Step } from "#db/commit";
import type { AnswerChange } from "#db/compliance/compliance";

type Counting = Pick<Portal, "db" | "writer" | "now">;

/** Lines that one fold counts at most: what one commit then writes stays small. */
const MOST_LINES = 100_000;

const COUNT_EVERY_MS = 60_000;

/** Fewer lines than these are counted as quickly when they are asked about; many small folds would not be. */
const FEWEST_LINES = 2_000;

/**
 * Counts ahead what came since the last time, and gives how many lines that were. Evidence only grows, so what was counted stays true; two
 * processes cannot count the same lines, and none goes on after a fold that was forgotten meanwhile. `mostLines`: in one fold.
 */
export async function foldAnswers(portal: Counting, mostLines = MOST_LINES): Promise<number> {
  const steps = await nextFold(portal, mostLines);
  if (steps === null) return 0;
  try {
    await portal.writer.commit({ steps: steps.write });
  } catch (error) {
    if (!(error instanceof KeyTakenError || error instanceof StaleRowError)) throw error;
  }
  return steps.lines + (await foldAnswers(portal, mostLines));
}

async function nextFold({ db, now }: Counting, mostLines: number): Promise<{ write: Step[]; lines: number } | null> {
  const histories = await readHistories({ db });
  return readTogether(db, async (snapshot) => {
    const after = (await selectFolds(snapshot)).at(-1)?.lastRow ?? 0;
    const through = Math.min(after + mostLines, await findLastRow(snapshot));
    const recorded = await findRecorded(snapshot, { after, through });
    if (recorded === null) return null;
    const changes = await selectChangesOfRows(snapshot, { after, through, place: null, zones: zoneDaysOf(histories, now()) });
    const firstRow = after + 1;
    const follows = after === 0 ? [] : [updateRows("answerFolds", { set: { lastRow: after }, where: { lastRow: after }, expect: 1 })];
    return { lines: through - after, write: [...follows, insertRow("answerFolds", { firstRow, lastRow: through, ...recorded }), ...changes.map((change) => insertRow("answerTotals", { firstRow, ...change }))] };
  });
}

/** Counts ahead again and again, for as long as the portal is open. Stop it before the portal closes. */
export function startCounting(portal: Counting): Repeated {
  return repeat({ name: "counting of answers", pauseMs: COUNT_EVERY_MS, round: () => foldMany(portal) });
}

async function foldMany(portal: Counting): Promise<void> {
  const folded = (await selectFolds(portal.db)).at(-1)?.lastRow ?? 0;
  if ((await findLastRow(portal.db)) - folded >= FEWEST_LINES) await foldAnswers(portal);
}

/** Forgets what was counted ahead, and counts it anew. */
export async function recountAnswers(portal: Counting): Promise<void> {
  for (const { firstRow } of (await selectFolds(portal.db)).toReversed()) {
    await portal.writer.commit({ steps: [deleteRows("answerFolds", { where: { firstRow } }), deleteRows("answerTotals", { where: { firstRow } })] });
  }
  await foldAnswers(portal);
}

/** Whether what was counted ahead is what the lines say, counted anew: the sorts that differ, none when all is well. */
export async function checkFolded({ db, now }: Pick<Portal, "db" | "now">): Promise<AnswerChange[]> {
  const histories = await readHistories({ db });
  const versionIds = versionsOf(histories, { slug: null, number: null, changeClass: null }).map(({ version }) => version.id);
  const folded = (await selectFolds(db)).at(-1)?.lastRow ?? 0;
  const counted = await selectFoldedChanges(db, { counted: folded, before: ALL_RECORDED, versionIds, by: "day" });
  const anew = await selectChangesOfRows(db, { after: 0, through: folded, place: null, zones: zoneDaysOf(histories, now()) });
  const left = new Map<string, AnswerChange>();
  for (const each of [...counted, ...anew.map((one) => ({ ...one, change: -one.change }))]) {
    const sort = JSON.stringify({ ...each, change: 0 }, Object.keys(each).sort());
    left.set(sort, { ...each, change: each.change + (left.get(sort)?.change ?? 0) });
  }
  return [...left.values()].filter(({ change }) => change !== 0);
}

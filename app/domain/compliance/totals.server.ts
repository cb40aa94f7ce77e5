import { changesMeant, countsByDay, countsByVersion, noAnswers, type AnswerCounts, type DayCounts } from "#app/domain/compliance/totals";
import { ALL_RECORDED, versionsOf, type AnsweredState, type ComplianceFilter } from "#app/domain/compliance/filter";
import { historyKnown } from "#app/domain/compliance/known";
import { failureFilter, answerFilter, owedIn } from "#app/domain/compliance/questions.server";
import type { Instant } from "#app/domain/instant";
import { readHistories } from "#app/domain/publication/catalog.server";
import type { AgreementHistory, Version } from "#app/domain/publication/history";
import { versionsAt, type DatedVersion } from "#app/domain/publication/status";
import { repeat, type Repeated } from "#app/domain/repeat.server";
import type { Portal } from "#app/portal.server";
import {
  findFoldedRow, selectChangesAfter, selectChangesKnown, selectChangesOfDay, selectChangesOfRows, selectFoldedChanges, selectFolds, selectLiftedChanges, type Narrowed,
} from "#db/answer-totals";
import { deleteRows, insertRow, KeyTakenError } from "#db/commit";
import { countAnswers, type AnswerChange } from "#db/compliance";
import { countUnreachable } from "#db/compliance-notices";
import { countOwing } from "#db/compliance-parties";

type Reading = Pick<Portal, "db">;
type Asking = Pick<Portal, "db" | "now">;

/** How one version stood: how many had answered how, and how many owed an answer or could not be reached. */
export type VersionTotals = AnswerCounts & {
  slug: string;
  kind: AgreementHistory["kind"];
  version: Version;
  status: DatedVersion["status"];
  announcedAt: Instant;
  effectiveAt: Instant | null;
  due: number;
  required: number;
  unreachable: number;
};

/** Lines that one fold counts at most: what one commit then writes stays small. */
const MOST_LINES = 100_000;

const COUNT_EVERY_MS = 60_000;

/** Fewer lines than these are counted as quickly when they are asked about; many small folds would not be. */
const FEWEST_LINES = 2_000;

/** The totals of each version that the filter means and that was published by then, agreement by agreement. */
export async function readTotals(portal: Asking, filter: ComplianceFilter): Promise<VersionTotals[]> {
  const histories = await readHistories(portal);
  const counting = filter.from === null ? readMeant(portal, { histories, filter, by: "sort" }).then(countsByVersion) : countEach(portal, histories, filter);
  return totalsOf(portal, { histories, filter, counting });
}

/** The totals, and how the answers about each agreement had grown, day by day (UTC), up to the filter's instant; read once for both. By the agreement's short name. */
export async function readOverview(portal: Asking, filter: ComplianceFilter): Promise<{ totals: VersionTotals[]; growth: Map<string, DayCounts[]> }> {
  const histories = await readHistories(portal);
  const changing = readMeant(portal, { histories, filter, by: "day" });
  const counting = filter.from === null ? changing.then(countsByVersion) : countEach(portal, histories, filter);
  const totals = await totalsOf(portal, { histories, filter, counting });
  return { totals, growth: growthOf(histories, await changing) };
}

/** How the answers about the versions that the filter means had grown, all agreements together. */
export async function readGrowth(portal: Reading, filter: ComplianceFilter): Promise<DayCounts[]> {
  return countsByDay(await readMeant(portal, { histories: await readHistories(portal), filter, by: "day" }));
}

type Counting = { histories: readonly AgreementHistory[]; filter: ComplianceFilter; counting: Promise<Map<string, AnswerCounts>> };

async function totalsOf(portal: Asking, { histories, filter, counting }: Counting): Promise<VersionTotals[]> {
  const [answers, owed, unreachable] = await Promise.all([counting, countOwed(portal, histories, filter), countUnreached(portal, histories, filter)]);
  const meant = new Set(versionsOf(histories, filter).map(({ version }) => version.id));
  return histories.flatMap((history) => versionsAt(historyKnown(history, filter.known ?? ALL_RECORDED), filter.at)
    .filter(({ version }) => meant.has(version.id))
    .map((dated) => ({
      slug: history.slug, kind: history.kind, ...dated, ...(answers.get(dated.version.id) ?? noAnswers()),
      due: 0, required: 0, ...owed.get(dated.version.id), unreachable: unreachable.get(dated.version.id) ?? 0,
    })));
}

function growthOf(histories: readonly AgreementHistory[], changes: readonly AnswerChange[]): Map<string, DayCounts[]> {
  return new Map(histories.map(({ slug, versions }) => [slug, countsByDay(within(versions.map(({ id }) => id), changes))]));
}

async function readMeant({ db }: Reading, { histories, filter, by }: { histories: readonly AgreementHistory[]; filter: ComplianceFilter; by: "day" | "sort" }): Promise<AnswerChange[]> {
  const versionIds = versionsOf(histories, filter).map(({ version }) => version.id);
  return changesMeant(await readChanges({ db }, { versionIds, filter, by }), filter);
}

const ANSWERED: readonly AnsweredState[] = ["accepted", "deemed", "declined", "objected", "given", "refused", "withdrawn"];

/** What happened only from an instant on is not counted ahead, and is asked of the rows themselves. */
async function countEach({ db }: Reading, histories: readonly AgreementHistory[], filter: ComplianceFilter): Promise<Map<string, AnswerCounts>> {
  const counted = await Promise.all(ANSWERED.map(async (state) => {
    const asked = answerFilter(histories, state, filter);
    return asked ? countAnswers(db, asked) : [];
  }));
  return countsByVersion(counted.flat());
}

type Changing = { versionIds: readonly string[]; filter: Pick<ComplianceFilter, "at" | "known" | "place" | keyof Narrowed>; by: "day" | "sort" };

async function readChanges({ db }: Reading, { versionIds, filter, by }: Changing): Promise<AnswerChange[]> {
  const { at, place } = filter;
  const meant = { at, known: filter.known ?? ALL_RECORDED, place };
  const lifted = await selectLiftedChanges(db, meant);
  if (filter.known !== null || place !== null) return within(versionIds, [...(await selectChangesKnown(db, meant)), ...lifted]);
  const { folded } = await findFoldedRow(db);
  const [before, today, after] = await Promise.all([
    selectFoldedChanges(db, { before: at.slice(0, 10), versionIds, by, narrowed: filter }), selectChangesOfDay(db, { folded, at }), selectChangesAfter(db, { folded, at }),
  ]);
  return [...before, ...within(versionIds, [...today, ...after, ...lifted])];
}

function within(versionIds: readonly string[], changes: readonly AnswerChange[]): AnswerChange[] {
  const meant = new Set(versionIds);
  return changes.filter(({ versionId }) => meant.has(versionId));
}

async function countOwed({ db, now }: Asking, histories: readonly AgreementHistory[], filter: ComplianceFilter): Promise<Map<string, { due?: number; required?: number }>> {
  const owed = await Promise.all(owedIn(histories, filter, now()).map(async ({ state, version, owing }) => [version.id, { [state]: await countOwing(db, owing) }] as const));
  return new Map(owed);
}

async function countUnreached({ db }: Reading, histories: readonly AgreementHistory[], filter: ComplianceFilter): Promise<Map<string, number>> {
  const meant = failureFilter(histories, filter);
  return meant ? countUnreachable(db, meant) : new Map();
}

/**
 * Counts ahead what came since the last time, and gives how many lines that were. Evidence only grows, so what was counted stays true; two
 * processes cannot count the same lines.
 */
export async function foldAnswers({ db, writer }: Pick<Portal, "db" | "writer">): Promise<number> {
  const { folded, last } = await findFoldedRow(db);
  if (folded >= last) return 0;
  const through = Math.min(folded + MOST_LINES, last);
  const firstRow = folded + 1;
  const changes = await selectChangesOfRows(db, { after: folded, through });
  try {
    await writer.commit({ steps: [insertRow("answerFolds", { firstRow, lastRow: through }), ...changes.map((change) => insertRow("answerTotals", { firstRow, ...change }))] });
  } catch (error) {
    if (!(error instanceof KeyTakenError)) throw error;
  }
  return through - folded + (await foldAnswers({ db, writer }));
}

/** Counts ahead again and again, for as long as the portal is open. Stop it before the portal closes. */
export function startCounting(portal: Pick<Portal, "db" | "writer">): Repeated {
  return repeat({ name: "counting of answers", pauseMs: COUNT_EVERY_MS, round: () => foldMany(portal) });
}

async function foldMany(portal: Pick<Portal, "db" | "writer">): Promise<void> {
  const { folded, last } = await findFoldedRow(portal.db);
  if (last - folded >= FEWEST_LINES) await foldAnswers(portal);
}

/** Forgets what was counted ahead, and counts it anew. */
export async function recountAnswers({ db, writer }: Pick<Portal, "db" | "writer">): Promise<void> {
  for (const { firstRow } of await selectFolds(db)) {
    await writer.commit({ steps: [deleteRows("answerFolds", { where: { firstRow } }), deleteRows("answerTotals", { where: { firstRow } })] });
  }
  await foldAnswers({ db, writer });
}

/** Whether what was counted ahead is what the lines say, counted anew: the sorts that differ, none when all is well. */
export async function checkFolded({ db }: Reading): Promise<AnswerChange[]> {
  const versionIds = versionsOf(await readHistories({ db }), { slug: null, number: null, changeClass: null }).map(({ version }) => version.id);
  const { folded } = await findFoldedRow(db);
  const counted = await selectFoldedChanges(db, { before: ALL_RECORDED, versionIds, by: "day" });
  const anew = await selectChangesOfRows(db, { after: 0, through: folded });
  const left = new Map<string, AnswerChange>();
  for (const each of [...counted, ...anew.map((one) => ({ ...one, change: -one.change }))]) {
    const sort = JSON.stringify({ ...each, change: 0 }, Object.keys(each).sort());
    left.set(sort, { ...each, change: each.change + (left.get(sort)?.change ?? 0) });
  }
  return [...left.values()].filter(({ change }) => change !== 0);
}

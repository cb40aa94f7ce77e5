import { countsByDay, countsByVersion, noAnswers, type AnswerCounts, type DayCounts } from "#app/domain/compliance/totals";
import { readChanges } from "#app/domain/compliance/changes.server";
import { ALL_RECORDED, versionsOf, type AnsweredState, type ComplianceFilter } from "#app/domain/compliance/filter";
import { historyKnown } from "#app/domain/compliance/known";
import { failureFilter, answerFilter, owedIn } from "#app/domain/compliance/questions.server";
import type { Instant } from "#app/domain/instant";
import { readHistories } from "#app/domain/publication/catalog.server";
import type { AgreementHistory, Version } from "#app/domain/publication/history";
import { versionsAt, type DatedVersion } from "#app/domain/publication/status";
import type { Portal } from "#app/portal.server";
import { countAnswers, type AnswerChange } from "#db/compliance/compliance";
import { countUnreachable } from "#db/compliance/compliance-notices";
import { countOwing } from "#db/compliance/compliance-parties";

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

/** The totals of each version that the filter means and that was published by then, agreement by agreement. */
export async function readTotals(portal: Asking, filter: ComplianceFilter): Promise<VersionTotals[]> {
  const histories = await readHistories(portal);
  const counting = filter.from === null ? readChanges(portal, { histories, filter, by: "sort" }).then(countsByVersion) : countEach(portal, histories, filter);
  return totalsOf(portal, { histories, filter, counting });
}

/** The totals, and how the answers about each agreement had grown, day by day (in the zone of each version), up to the filter's instant; read once for both. By the agreement's short name. */
export async function readOverview(portal: Asking, filter: ComplianceFilter): Promise<{ totals: VersionTotals[]; growth: Map<string, DayCounts[]> }> {
  const histories = await readHistories(portal);
  const changing = readChanges(portal, { histories, filter, by: "day" });
  const counting = filter.from === null ? changing.then(countsByVersion) : countEach(portal, histories, filter);
  const totals = await totalsOf(portal, { histories, filter, counting });
  return { totals, growth: growthOf(histories, await changing) };
}

/** How the answers about the versions that the filter means had grown, all agreements together. */
export async function readGrowth(portal: Asking, filter: ComplianceFilter): Promise<DayCounts[]> {
  return countsByDay(await readChanges(portal, { histories: await readHistories(portal), filter, by: "day" }));
}

type Counting = { histories: readonly AgreementHistory[]; filter: ComplianceFilter; counting: Promise<Map<string, AnswerCounts>> };

async function totalsOf(portal: Asking, { histories, filter, counting }: Counting): Promise<VersionTotals[]> {
  const [[answers, unreachable], owed] = await Promise.all([
    counting.then(async (answers) => [answers, await countUnreached(portal, histories, filter)] as const), countOwed(portal, histories, filter),
  ]);
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

const ANSWERED: readonly AnsweredState[] = ["accepted", "deemed", "declined", "objected", "given", "refused", "withdrawn"];

/** What happened only from an instant on is not counted ahead, and is asked of the rows themselves. */
async function countEach({ db }: Reading, histories: readonly AgreementHistory[], filter: ComplianceFilter): Promise<Map<string, AnswerCounts>> {
  const counted = await Promise.all(ANSWERED.map(async (state) => {
    const asked = answerFilter(histories, state, filter);
    return asked ? countAnswers(db, asked) : [];
  }));
  return countsByVersion(counted.flat());
}

function within(versionIds: readonly string[], changes: readonly AnswerChange[]): AnswerChange[] {
  const meant = new Set(versionIds);
  return changes.filter(({ versionId }) => meant.has(versionId));
}

/** One question after another: two readers are then at work, this one and that of the answers, and others stay free. */
async function countOwed({ db, now }: Asking, histories: readonly AgreementHistory[], filter: ComplianceFilter): Promise<Map<string, { due?: number; required?: number }>> {
  const owed = new Map<string, { due?: number; required?: number }>();
  for (const { state, version, owing } of owedIn(histories, filter, now())) owed.set(version.id, { [state]: await countOwing(db, owing) });
  return owed;
}

async function countUnreached({ db }: Reading, histories: readonly AgreementHistory[], filter: ComplianceFilter): Promise<Map<string, number>> {
  const meant = failureFilter(histories, filter);
  return meant ? countUnreachable(db, meant) : new Map();
}

import { z } from "zod";
import type { Instant } from "#app/domain/instant";
import { readHistory } from "#app/domain/publication/catalog.server";
import type { DraftContent } from "#app/domain/publication/drafting/draft";
import { readDraft } from "#app/domain/publication/drafting/drafts.server";
import { endingFor } from "#app/domain/publication/later/ending";
import type { AgreementHistory, Ending } from "#app/domain/publication/history";
import { storedManifest, type StoredManifest } from "#app/domain/publication/manifest";
import { noticeWorking, type NoticeWorking } from "#app/domain/publication/notice-rule";
import { countParty, NOBODY, type PreviewCounts } from "#app/domain/publication/drafting/preview";
import { scheduleVersion } from "#app/domain/publication/schedule";
import { versionsAt, type DatedVersion } from "#app/domain/publication/status";
import { DomainError } from "#app/domain/refusal";
import type { Portal } from "#app/portal.server";
import { selectConcernedParties, selectRules } from "#db/drafting";

const products = z.array(z.string());
const PAGE = 500;

/** How many parties the version of a draft would ask, may deem, cannot reach. Throws draft-unknown, class-missing. */
export async function previewPublication({ db }: Pick<Portal, "db">, draftId: string): Promise<PreviewCounts> {
  const { content } = await readDraft({ db }, draftId);
  const manifest = manifestOf(content);
  if (manifest === null) throw new DomainError("class-missing");
  return countParties({ db }, await readHistory({ db }, content.agreement.slug), manifest);
}

/** The same for a published version: whom it concerns, as the parties are now. Throws agreement-unknown, version-unknown. */
export async function previewVersion({ db }: Pick<Portal, "db">, { slug, number }: { slug: string; number: number }): Promise<PreviewCounts> {
  const history = await readKnown({ db }, slug);
  const version = history.versions.find((each) => each.number === number);
  if (!version) throw new DomainError("version-unknown", { slug: history.slug, number });
  return countParties({ db }, history, version.manifest);
}

async function countParties({ db }: Pick<Portal, "db">, history: AgreementHistory | null, manifest: StoredManifest): Promise<PreviewCounts> {
  let counts = NOBODY;
  let after = "";
  for (;;) {
    const rows = await selectConcernedParties(db, { agreementId: history?.id ?? "", after, limit: PAGE });
    for (const { accepted, addressConfirmedAt, productsJson, ...facts } of rows) {
      const version = history?.versions.find(({ number }) => number === accepted) ?? null;
      const party = { facts: { ...facts, products: products.parse(JSON.parse(productsJson)) }, accepted: version, isAddressConfirmed: addressConfirmedAt !== null };
      counts = countParty(counts, manifest, party);
    }
    if (rows.length < PAGE) return counts;
    after = rows.at(-1)?.id ?? after;
  }
}

/** A version announced and not yet in force, with the working of its notice; null where its row is older than workings are. */
export type Pending = DatedVersion & { working: NoticeWorking | null };

/** What the state of an agreement is at an instant, as far as is known now: future instants count what is announced. */
export type StateOn = { at: Instant; versions: DatedVersion[]; inForce: DatedVersion | null; pending: Pending[]; ending: Ending | null };

/** The state on any day, past or to come. Throws agreement-unknown. */
export async function stateOn({ db, now }: Pick<Portal, "db" | "now">, { slug, at }: { slug: string; at: Instant }): Promise<StateOn> {
  const history = await readKnown({ db }, slug);
  return stateOf(history, await readWorkings({ db }, history), { at, now: now() });
}

/**
 * The state on any day if a draft were announced now: with its version in it, dated as it asks. Throws draft-unknown,
 * class-missing, and what scheduleVersion refuses.
 */
export async function stateWith({ db, now }: Pick<Portal, "db" | "now">, { draftId, at }: { draftId: string; at: Instant }): Promise<StateOn> {
  const { content, versionId } = await readDraft({ db }, draftId);
  const history = await readHistory({ db }, content.agreement.slug);
  if (versionId !== null && history) return stateOf(history, await readWorkings({ db }, history), { at, now: now() });
  const manifest = manifestOf(content);
  if (manifest === null) throw new DomainError("class-missing");
  const { agreement: own, version: { reasons } } = manifest;
  const schedule = scheduleVersion({ history, own, reasons, effectiveAt: content.effectiveAt ?? null, now: now() });
  const workings = history ? await readWorkings({ db }, history) : new Map<string, NoticeWorking>();
  workings.set(COMING, schedule.working);
  return stateOf(withComing(history, manifest, { ...schedule, now: now() }), workings, { at, now: now() });
}

/** The id of a version and publication that are only imagined. */
const COMING = "coming";

type Imagined = { effectiveAt: Instant; earliestAt: Instant; noticeDays: number; zone: string; now: Instant };

function withComing(history: AgreementHistory | null, manifest: StoredManifest, { now, ...dates }: Imagined): AgreementHistory {
  const { agreement: { slug, kind }, version: { version: number, changeClass, buildsOn } } = manifest;
  const known = history ?? { id: "", slug, kind, versions: [], publications: [], endings: [], marks: [] };
  const buildsOnId = known.versions.find((version) => version.number === buildsOn)?.id ?? null;
  const nobody = { authorId: "", approverId: "", manifestSha256: "", texts: [], formerTexts: [], clauses: [] };
  const publication = { ...dates, id: COMING, versionId: COMING, act: "announced" as const, reason: "", notice: {}, happenedAt: now, recordedAt: now };
  return {
    ...known,
    versions: [...known.versions, { ...nobody, id: COMING, number, buildsOnId, changeClass, manifest }],
    publications: [...known.publications, publication],
  };
}

function stateOf(history: AgreementHistory, workings: ReadonlyMap<string, NoticeWorking>, { at, now }: { at: Instant; now: Instant }): StateOn {
  const versions = versionsAt(history, at);
  const pending = versions.filter(({ status }) => status === "announced").map((dated) => ({ ...dated, working: workingOf(history, dated, { workings, at }) }));
  return { at, versions, pending, inForce: versions.find(({ status }) => status === "in force") ?? null, ending: endOn(history, at, now) };
}

/** A later date goes on with the notice of the announcement. */
function workingOf({ publications }: AgreementHistory, { version }: DatedVersion, { workings, at }: { workings: ReadonlyMap<string, NoticeWorking>; at: Instant }) {
  const announced = publications.findLast(({ versionId, act, happenedAt }) => versionId === version.id && act === "announced" && happenedAt <= at);
  return workings.get(announced?.id ?? "") ?? null;
}

/** The end for all that has come by the instant, of those announced by now. */
function endOn(history: AgreementHistory, at: Instant, now: Instant): Ending | null {
  const ending = endingFor(history, null, at < now ? at : now);
  return ending !== null && ending.effectiveAt <= at ? ending : null;
}

/** The workings of an agreement's publications, by publication. */
async function readWorkings({ db }: Pick<Portal, "db">, { id }: AgreementHistory): Promise<Map<string, NoticeWorking>> {
  const rows = await selectRules(db, id);
  return new Map(rows.flatMap(({ id: publicationId, ruleJson }) => (ruleJson === null ? [] : [[publicationId, noticeWorking.parse(JSON.parse(ruleJson))] as const])));
}

/** The manifest of a draft that has its class; null before. */
function manifestOf({ agreement, version }: DraftContent): StoredManifest | null {
  return version.changeClass === null ? null : storedManifest.parse({ agreement, version });
}

async function readKnown({ db }: Pick<Portal, "db">, slug: string): Promise<AgreementHistory> {
  const history = await readHistory({ db }, slug);
  if (!history) throw new DomainError("agreement-unknown", { slug: slug.slice(0, 80) });
  return history;
}

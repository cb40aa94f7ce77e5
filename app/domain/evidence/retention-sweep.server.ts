import { erasedContents } from "#app/domain/evidence/entries/erasure";
import { readErasureFacts } from "#app/domain/evidence/erasure-facts.server";
import { newEntry } from "#app/domain/evidence/new-entry";
import { endOfPeriod, latestBegin, type RetentionRules } from "#app/domain/evidence/retention";
import { readRetention } from "#app/domain/evidence/retention-file.server";
import { newId } from "#app/domain/ids";
import { removeMailFiles } from "#app/domain/notice/mail-files.server";
import { readHistories } from "#app/domain/publication/catalog.server";
import { repeat, type Repeated } from "#app/domain/repeat.server";
import type { Portal } from "#app/portal.server";
import { deleteRows, insertRow, type NewEntry, type Step } from "#db/commit";
import { DEVICE_TAGS, selectCommittedEntries } from "#db/erasure";
import { selectObjectionAnswers } from "#db/objections";
import { selectOldActs, selectOldDevice, selectOldMails, selectPeriodLines } from "#db/retention";

type Sweeping = Pick<Portal, "db" | "writer" | "ledger" | "settings" | "now">;

/** How many were removed, by kind of data; acts are counted, not values. */
export type Removed = { device: number; mails: number; evidence: number };

const MOST_AT_ONCE = 200;
const HOUR_MS = 3_600_000;

/** The ground of what goes because its period is over. */
const PERIOD_ENDED = "periodEnded";

/**
 * Removes what has reached the end of its period and is not held, in small commits, each with its count: it may be stopped anywhere and begins
 * again. Acts stand; what ties them to a device or a person goes.
 */
export async function sweepRetention(portal: Sweeping, signal?: AbortSignal): Promise<Removed> {
  const rules = await readRetention(portal.settings);
  const removed: Removed = { device: 0, mails: 0, evidence: 0 };
  removed.device = await untilNone(() => removeDevice(portal, rules), signal);
  removed.mails = await untilNone(() => removeMails(portal, rules), signal);
  removed.evidence = await removeEvidence(portal, rules, signal);
  return removed;
}

async function untilNone(remove: () => Promise<number>, signal: AbortSignal | undefined): Promise<number> {
  for (let removed = 0; ;) {
    const count = signal?.aborted ? 0 : await remove();
    if (count === 0) return removed;
    removed += count;
  }
}

async function removeDevice(portal: Sweeping, rules: RetentionRules): Promise<number> {
  const now = portal.now();
  const actIds = await selectOldDevice(portal.db, { before: latestBegin(rules.device, now), now, limit: MOST_AT_ONCE });
  const steps = actIds.flatMap((actId) => [
    deleteRows("actCircumstances", { where: { actId } }),
    ...DEVICE_TAGS.map((tag) => deleteRows("openings", { where: { recordId: actId, tag } })),
  ]);
  return commitCounted(portal, { kind: "device", count: actIds.length, steps });
}

/** The files go first: their names are told by the rows. */
async function removeMails(portal: Sweeping, rules: RetentionRules): Promise<number> {
  const now = portal.now();
  const ids = await selectOldMails(portal.db, { before: latestBegin(rules.mails, now), now, limit: MOST_AT_ONCE });
  await removeMailFiles(portal.settings, ids);
  return commitCounted(portal, { kind: "mails", count: ids.length, steps: ids.map((id) => deleteRows("outbox", { where: { id } })) });
}

type Counted = { kind: keyof Removed; count: number; steps: Step[]; erased?: { recordIds: readonly string[] } };

async function commitCounted(portal: Sweeping, { kind, count, steps, erased }: Counted): Promise<number> {
  if (count === 0) return 0;
  const at = portal.now();
  const row = { id: newId("ret", at), countsJson: JSON.stringify({ [kind]: count }), happenedAt: at, recordedAt: at };
  const entries = erased ? await erasedEntries(portal, row, erased.recordIds) : [];
  await portal.writer.commit({ steps: [insertRow("retentionSweeps", row), ...steps], entries });
  return count;
}

async function erasedEntries({ db, ledger }: Sweeping, row: { id: string; happenedAt: string; recordedAt: string }, recordIds: readonly string[]): Promise<NewEntry[]> {
  const open = ledger.open();
  const contents = erasedContents(row, { ground: PERIOD_ENDED, approvers: [] }, { ...open, erased: await selectCommittedEntries(db, recordIds) });
  return contents.map((content) => newEntry(open, content));
}

/** Goes once through the acts that are old enough, with what was answered to objections; those whose agreement still runs for the party stay. */
async function removeEvidence(portal: Sweeping, rules: RetentionRules, signal: AbortSignal | undefined): Promise<number> {
  let removed = 0;
  let after = "";
  for (;;) {
    const now = portal.now();
    const acts = signal?.aborted ? [] : await selectOldActs(portal.db, { before: latestBegin(rules.evidence, now), now, after, limit: MOST_AT_ONCE });
    const last = acts.at(-1);
    if (!last) return removed;
    const over: string[] = [];
    for (const act of acts) if (await isOver(portal, rules, act)) over.push(act.id);
    const recordIds = [...over, ...(await selectObjectionAnswers(portal.db, over)).map(({ id }) => id)];
    const steps = recordIds.map((recordId) => deleteRows("openings", { where: { recordId } }));
    removed += await commitCounted(portal, { kind: "evidence", count: over.length, steps, erased: { recordIds } });
    after = last.id;
  }
}

/** Whether the period is over for every agreement that the act is about. */
async function isOver(portal: Sweeping, rules: RetentionRules, { id, partyId }: { id: string; partyId: string }): Promise<boolean> {
  const lines = await selectPeriodLines(portal.db, id);
  const histories = await readHistories(portal);
  const slugs = lines.map(({ agreementId }) => histories.find((history) => history.id === agreementId)?.slug);
  const { kept } = await readErasureFacts(portal, { partyId, askedAt: portal.now() });
  const about = kept.filter(({ kind, slug }) => kind === "evidence" && slugs.includes(slug ?? undefined));
  return about.every((fact) => fact.what === "period" && endOfPeriod(rules.evidence, fact.since) <= portal.now());
}

/** Sweeps once an hour for as long as the portal is open. Stop it before the portal closes. */
export function startRetention(portal: Sweeping): Repeated {
  return repeat({ name: "retention", pauseMs: HOUR_MS, round: async (signal) => void (await sweepRetention(portal, signal)) });
}

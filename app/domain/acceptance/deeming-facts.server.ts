import { lateSubject, type ActLine } from "#app/domain/acceptance/act-line";
import type { PartyFacts } from "#app/domain/acceptance/audience";
import { changeSince } from "#app/domain/acceptance/change-since";
import type { ClauseQuestion, DeemingFacts, Refusal, Use } from "#app/domain/acceptance/deeming-facts";
import { strictestRule } from "#app/domain/acceptance/deeming-rule";
import type { Binding, Standing } from "#app/domain/acceptance/standing";
import { findOpenQuestions } from "#app/domain/evidence/explanations/reading.server";
import type { Instant } from "#app/domain/instant";
import { REASONS_TO_MANY } from "#app/domain/notice/notice";
import { readNoticeProofs } from "#app/domain/notice/proofs.server";
import { contentsOf } from "#app/domain/notice/texts/contents";
import { endingFor, marksOn } from "#app/domain/publication/later/ending";
import type { AgreementHistory, Version } from "#app/domain/publication/history";
import { inForceAt, type DatedVersion } from "#app/domain/publication/status";
import type { Portal } from "#app/portal.server";
import { selectNoticesOf } from "#db/notice/notices";

/** A change in force that a party bound by an earlier version has not answered: what use might come to. */
export type WaitingChange = {
  history: AgreementHistory;
  standing: Standing;
  binds: Binding;
  version: Version;
  announcedAt: Instant;
  effectiveAt: Instant;
  /** All acts of the party, the ends of its chains. */
  lines: readonly ActLine[];
};

/** The change of an agreement that waits for an answer of a party whom a version binds; null where there is none. */
export function waitingChange({ history, standing, lines }: Pick<WaitingChange, "history" | "standing" | "lines">): WaitingChange | null {
  const { binds, inForce, now, kind } = standing;
  if (kind !== "terms" || now !== "required" || !binds || !inForce || inForce.effectiveAt === null) return null;
  const { version, announcedAt, effectiveAt }: DatedVersion = inForce;
  return effectiveAt === null ? null : { history, standing, binds, version, announcedAt, effectiveAt, lines };
}

type Asking = { partyId: string; party: PartyFacts; joinedAt: Instant; uses: readonly Use[]; now: Instant };

/** Everything that decides whether the uses are taken as acceptance of a waiting change, read as it is now. */
export async function readDeemingFacts({ db }: Pick<Portal, "db">, change: WaitingChange, { partyId, party, joinedAt, uses, now }: Asking): Promise<DeemingFacts> {
  const { history, binds, version, announcedAt, effectiveAt } = change;
  const { changeClass, skipped } = changeSince(history, { binds: binds.version, version });
  const own = version.manifest.agreement;
  const inForce = inForceAt(history, announcedAt)?.version.manifest.agreement ?? null;
  const notices = await selectNoticesOf(db, { versionId: version.id, reasons: REASONS_TO_MANY });
  return {
    now,
    kind: history.kind,
    rule: strictestRule([binds.version.manifest.agreement, inForce, own]),
    version: { number: version.number, changeClass, reasons: version.manifest.version.reasons ?? ["amend"], properties: own, announcedAt, effectiveAt },
    inForce,
    endsAt: endingFor(history, partyId, now)?.effectiveAt ?? null,
    party: { ...party, joinedAt },
    binds: { number: binds.version.number, properties: binds.version.manifest.agreement, changeClauseId: changeClauseOf(change, { partyId, now }) },
    skipped,
    notices: notices.map(({ id, reason }) => ({ noticeId: id, says: contentsOf(reason) })),
    proofs: await readNoticeProofs({ db }, { partyId, versionId: version.id }),
    uses,
    refusals: refusalsOf(change),
    questions: await readQuestions({ db }, change, partyId),
  };
}

/** The clause on which deeming rests, in the version that binds; none where it is void, or the operator undertook not to rely on it. */
function changeClauseOf({ history, binds: { version } }: WaitingChange, { partyId, now }: { partyId: string; now: Instant }): string | null {
  const marked = marksOn(history, { versionId: version.id, partyId, at: now }).map(({ clauseId }) => clauseId);
  return version.clauses.find(({ id, flags }) => flags.includes("changeClause") && !marked.includes(id))?.id ?? null;
}

/** Who ever refused this version accepts it by a click alone: also where the objection was lifted, or came late. */
function refusalsOf({ lines, version }: WaitingChange): Refusal[] {
  const about = lines.filter(({ subject }) => subject === version.id || subject === lateSubject(version.id));
  return about.flatMap(({ kind, happenedAt: at }): Refusal[] => (kind === "objection" || kind === "decline" ? [{ kind, at }] : []));
}

/** The open questions about clauses that differ between the two versions, asked at either of them. */
async function readQuestions({ db }: Pick<Portal, "db">, { binds, version }: WaitingChange, partyId: string): Promise<ClauseQuestion[]> {
  const changed = changedClauses(binds.version, version);
  const open = await Promise.all([binds.version, version].map(({ id }) => findOpenQuestions({ db }, { partyId, versionId: id })));
  return open.flat().map(({ id, clauseId, happenedAt }) => (
    { questionId: id, askedAt: happenedAt, answeredAt: null, isAboutChangedClause: changed.has(clauseId) }
  ));
}

/** Ids of the clauses that stand in one version only, or with other words. */
function changedClauses(former: Version, version: Version): Set<string> {
  const textsOf = ({ clauses }: Version) => new Map(clauses.map(({ id, sha256 }) => [id, sha256]));
  const [before, after] = [textsOf(former), textsOf(version)];
  const ids = [...before.keys(), ...after.keys()];
  return new Set(ids.filter((id) => before.get(id) !== after.get(id)));
}

import type { Cell } from "#app/domain/compliance/export/cell";
import { stateOf } from "#app/domain/compliance/filter";
import type { Missing, PartyAnswer, Unreached } from "#app/domain/compliance/questions.server";
import { stackOf, type BoundBy } from "#app/domain/compliance/bound-at";
import type { VersionTotals } from "#app/domain/compliance/totals.server";
import { delegationStateAt } from "#app/domain/access/delegation";
import type { AgreementHistory } from "#app/domain/publication/history";
import type { ReportName } from "#app/messages/report";
import type { AnswerRow } from "#db/compliance/compliance";
import type { FailedDelivery } from "#db/compliance/compliance-notices";

/** A row of a report: what is not known, or does not apply, is null. Persons stand in it by their ids alone. */
export type ReportRow = Partial<Record<ReportName, Cell | readonly string[]>>;

/** The columns of each report, in their order: the same for the command and for programs that ask over HTTP. */
export const REPORT_COLUMNS = {
  bound: [
    "agreement", "version", "precedence", "at", "from", "since", "method", "grade", "language", "textSha256", "act", "happenedAt", "recordedAt", "actor", "authority", "authorityState",
    "entry", "notices", "void", "undertakings", "ended", "left", "surviving", "changes",
  ],
  accepted: ["party", "agreement", "version", "state", "method", "grade", "language", "happenedAt", "recordedAt", "act", "actor", "authority"],
  missing: ["party", "agreement", "version", "state", "kind", "customerKind", "joinedAt"],
  unreachable: ["party", "agreement", "version", "failedAt", "failures"],
  "failed-notices": ["party", "agreement", "version", "notice", "reason", "channel", "state", "source", "failedAt"],
  totals: [
    "agreement", "version", "status", "class", "announcedAt", "effectiveAt", "accepted", "deemed", "deemedB", "deemedC", "deemedD", "deemedE", "deemedF", "declined", "objected",
    "due", "required", "unreachable", "given", "refused", "withdrawn",
  ],
} as const satisfies Record<string, readonly ReportName[]>;

/** Each agreement that bound a party, in order of precedence. */
export function boundRows(answer: PartyAnswer): ReportRow[] {
  const byAgreement = new Map(answer.answers.map((each) => [each.standing.agreementId, each]));
  return stackOf(answer.answers).map((bound) => {
    const { at = null, from = null, changes = [] } = byAgreement.get(bound.agreementId) ?? {};
    return { at, from, ...boundRow(bound), ...basisOf(answer, bound), changes: listOf(changes) };
  });
}

function boundRow({ slug, precedence, version, line, since, marks, ended, leftAt }: BoundBy): ReportRow {
  const clausesOf = (kind: "void" | "undertaking") => listOf(marks.filter((mark) => mark.kind === kind).map(({ clauseId }) => clauseId));
  const surviving = ended?.surviving ?? version.clauses.filter(({ flags }) => flags.includes("survives")).map(({ id }) => id);
  return {
    agreement: slug, precedence, version: version.number, language: line.language, textSha256: line.shownSha256, method: line.method, grade: line.grade || null,
    act: line.actId, happenedAt: line.happenedAt, recordedAt: line.recordedAt, since, actor: line.actorId, ended: ended?.effectiveAt ?? null, left: leftAt,
    void: clausesOf("void"), undertakings: clausesOf("undertaking"), surviving: ended || leftAt ? listOf(surviving) : null,
  };
}

function basisOf({ authorities, entries, proofs }: PartyAnswer, { line: { actId, happenedAt } }: BoundBy): ReportRow {
  const authority = authorities.get(actId);
  const entry = entries.get(actId);
  const state = authority?.beginsAt ? delegationStateAt({ ...authority, beginsAt: authority.beginsAt }, happenedAt) : null;
  const notices = (proofs.get(actId) ?? []).map(({ noticeId, channel, state: proved, at }) => `${noticeId} ${channel} ${proved} ${at}`);
  return { authority: authority?.id ?? null, authorityState: state, entry: entry ? `${entry.ledgerNumber}/${entry.index}` : null, notices: listOf(notices) };
}

function listOf(items: readonly string[]): readonly string[] | null {
  return items.length === 0 ? null : items;
}

/** What versions are called: by id, the agreement and the number. */
export function versionNames(histories: readonly AgreementHistory[]): Map<string, Pick<ReportRow, "agreement" | "version">> {
  return new Map(histories.flatMap(({ slug, versions }) => versions.map(({ id, number }) => [id, { agreement: slug, version: number }] as const)));
}

type Names = ReturnType<typeof versionNames>;

/** A party's answer as it stood. */
export function answerRow(row: AnswerRow, names: Names): ReportRow {
  const { partyId: party, versionId, method, grade, language, actId: act, happenedAt, recordedAt, actorId: actor, delegationId: authority } = row;
  return { party, ...names.get(versionId), state: stateOf(row), method, grade: grade || null, language, act, happenedAt, recordedAt, actor, authority };
}

/** A party that owed an answer. */
export function missingRow({ id: party, slug: agreement, number: version, kind, customerKind, createdAt: joinedAt }: Missing, state: "required" | "due"): ReportRow {
  return { party, agreement, version, state, kind, customerKind, joinedAt };
}

/** A party that could not be reached about a version, with what failed: "CHANNEL STATE INSTANT" each. */
export function unreachedRow({ partyId: party, versionId, happenedAt: failedAt, failures }: Unreached, names: Names): ReportRow {
  return { party, ...names.get(versionId), failedAt, failures: failures.map(({ channel, state, happenedAt }) => `${channel} ${state} ${happenedAt}`) };
}

/** A delivery that had failed. */
export function failureRow({ partyId: party, versionId, noticeId: notice, reason, channel, state, source, happenedAt: failedAt }: FailedDelivery, names: Names): ReportRow {
  return { party, agreement: null, version: null, ...names.get(versionId ?? ""), notice, reason, channel, state, source, failedAt };
}

/** How many parties stood how with a version. */
export function totalsRow({ slug: agreement, version, deemedBy, status, announcedAt, effectiveAt, ...counts }: VersionTotals): ReportRow {
  const { accepted, deemed, declined, objected, given, refused, withdrawn, due, required, unreachable } = counts;
  const { B: deemedB, C: deemedC, D: deemedD, E: deemedE, F: deemedF } = deemedBy;
  return {
    agreement, version: version.number, status, class: version.changeClass, announcedAt, effectiveAt, accepted, deemed, deemedB, deemedC, deemedD, deemedE, deemedF,
    declined, objected, given, refused, withdrawn, due, required, unreachable,
  };
}

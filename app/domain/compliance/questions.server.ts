import type { PartyFacts } from "#app/domain/acceptance/audience";
import { askedAt, type Asked } from "#app/domain/compliance/asked";
import { answersAt, type AgreementAnswer, type AnsweredLine, type When } from "#app/domain/compliance/bound-at";
import { actsOf, ALL_RECORDED, versionsOf, type AnsweredState, type ComplianceFilter } from "#app/domain/compliance/filter";
import type { Instant } from "#app/domain/instant";
import { PROOF_GRADES, type NoticeProof } from "#app/domain/notice/proof";
import { readNoticeProofs } from "#app/domain/notice/proofs.server";
import { readHistories } from "#app/domain/publication/catalog.server";
import type { AgreementHistory } from "#app/domain/publication/history";
import { inPrecedence } from "#app/domain/publication/status";
import { DomainError } from "#app/domain/refusal";
import type { Portal } from "#app/portal.server";
import { findAnswersLooked, findParty, selectAnswers, selectAnswersOf, selectEntryIndexes, type AnswerCursor, type AnswerFilter, type AnswerRow } from "#db/compliance/compliance";
import {
  findFailuresLooked, selectFailedDeliveries, selectFailuresOf, selectUnreachable, type FailedDelivery, type FailureCursor, type FailureFilter, type UnreachedParty,
} from "#db/compliance/compliance-notices";
import { findPartiesLooked, selectErasedAt, selectOwing, type OwingFilter, type OwingParty } from "#db/compliance/compliance-parties";
import { findDelegation, type DelegationFound } from "#db/delegation";
import { findLeaving } from "#db/erasure/leavings";
import { z } from "zod";

type Reading = Pick<Portal, "db" | "now">;

/** What bound one party, and on what that rests. */
export type PartyAnswer = {
  partyId: string;
  /** As it is now; null for a party of which nothing but evidence is left. */
  party: (PartyFacts & { createdAt: Instant }) | null;
  known: Instant;
  answers: AgreementAnswer[];
  /** The authority behind each act that another did for the party, by act. */
  authorities: Map<string, DelegationFound>;
  /** How the notices of what bound came to the party, by act. */
  proofs: Map<string, NoticeProof[]>;
  /** Where the entries of the acts stand in the ledger, by act. */
  entries: Map<string, { ledgerNumber: number; index: number }>;
  /** When the person was erased, if that was known. */
  erasedAt: Instant | null;
};

const NOBODY: PartyFacts = { kind: "person", customerKind: "consumer", place: null, products: [] };
const products = z.array(z.string());

/**
 * What bound a party at an instant or on a day: what had happened by then, of what had been recorded by `known` (null: now). Throws
 * party-unknown, and RangeError for a day that is none.
 */
export async function readBound(portal: Reading, asked: { partyId: string; when: When; known: Instant | null }): Promise<PartyAnswer> {
  const { db } = portal;
  const { partyId, when } = asked;
  const known = asked.known ?? portal.now();
  const row = await findParty(db, partyId);
  const lines = (await selectAnswersOf(db, { partyId, known })).map(lineOf);
  if (row === null && lines.length === 0) throw new DomainError("party-unknown", { partyId: partyId.slice(0, 80) });
  const party = row && { kind: row.kind, customerKind: row.customerKind, place: row.place, products: products.parse(JSON.parse(row.productsJson)), createdAt: row.createdAt };
  const histories = inPrecedence(await readHistories({ db }), "instant" in when ? when.instant : known);
  const answers = answersAt({ histories, lines, partyId, party: party ?? NOBODY, left: await findLeaving(db, partyId) }, { when, known });
  const erased = await selectErasedAt(db, { partyIds: [partyId], at: known, known });
  return { partyId, party, known, answers, ...(await readBasis(portal, partyId, answers)), erasedAt: erased.get(partyId) ?? null };
}

async function readBasis({ db }: Reading, partyId: string, answers: readonly AgreementAnswer[]): Promise<Pick<PartyAnswer, "authorities" | "proofs" | "entries">> {
  const bounds = answers.flatMap(({ bound, at }) => (bound ? [{ ...bound, at }] : []));
  const authorities = await Promise.all(bounds.map(async ({ line: { actId, delegationId } }) => [actId, delegationId && (await findDelegation(db, delegationId))] as const));
  const proofs = await Promise.all(bounds.map(async ({ line: { actId }, version, at }) => {
    const all = await readNoticeProofs({ db }, { partyId, versionId: version.id });
    return [actId, all.filter((proof) => proof.at <= at)] as const;
  }));
  return {
    authorities: new Map(authorities.flatMap(([actId, delegation]) => (delegation ? [[actId, delegation]] : []))),
    proofs: new Map(proofs),
    entries: await selectEntryIndexes(db, bounds.map(({ line: { actId } }) => actId)),
  };
}

function lineOf(row: AnswerRow): AnsweredLine {
  const grade = PROOF_GRADES.find((each) => each === row.grade) ?? (row.method === "deemed" ? "F" : "");
  return { ...row, grade };
}

/**
 * A page of a list and where the next one begins; null at the end. A page looks through so many rows at most: it may hold few, or none, where few of
 * them are meant.
 */
export type Listed<Item, Cursor> = { items: Item[]; next: Cursor | null };

/** `most`: rows that the page may look through, for each way in which an answer may be given. */
type Page<Cursor> = { after: Cursor | null; limit: number; most?: number };

/** As many take some tenths of a second. */
const MOST_LOOKED = 20_000;

/** Who had answered so by the instant: each party's answer as it stood then. */
export async function listAnswers(portal: Reading, asked: { state: AnsweredState; filter: ComplianceFilter }, page: Page<AnswerCursor>): Promise<Listed<AnswerRow, AnswerCursor>> {
  const filter = answerFilter(await readHistories(portal), asked.state, asked.filter);
  if (filter === null) return { items: [], next: null };
  const through = await findAnswersLooked(portal.db, filter, { after: page.after, most: page.most ?? MOST_LOOKED });
  return cut(await selectAnswers(portal.db, filter, { ...page, through, limit: page.limit + 1 }), page.limit, through);
}

/** The filter as the database takes it; null where it can mean nothing. */
export function answerFilter(histories: readonly AgreementHistory[], state: AnsweredState, filter: ComplianceFilter): AnswerFilter | null {
  const versionIds = versionsOf(histories, filter).map(({ version }) => version.id);
  const states = actsOf(state, filter);
  if (versionIds.length === 0 || states.length === 0) return null;
  const { language, grade, at, from } = filter;
  return {
    states, versionIds, at, known: filter.known ?? ALL_RECORDED, ...ofParty(filter),
    ...(from ? { from } : {}), ...(language ? { languages: [language] } : {}), ...(grade ? { grades: [grade] } : {}),
  };
}

function ofParty({ customerKind, partyKind, place }: ComplianceFilter): Pick<AnswerFilter, "customerKind" | "partyKind" | "place"> {
  return { ...(customerKind ? { customerKind } : {}), ...(partyKind ? { partyKind } : {}), ...(place ? { place } : {}) };
}

/** A party that owes an answer about a version. */
export type Missing = OwingParty & { slug: string; number: number; versionId: string };

/** Where a list of those who owe an answer goes on: within the version, after the party. */
export type MissingCursor = { versionId: string; partyId: string };

/** Who was asked for an answer ("required": by a version in force, "due": by an announced one) and had given none, version by version. */
export async function listMissing(portal: Reading, asked: { state: "required" | "due"; filter: ComplianceFilter }, page: Page<MissingCursor>): Promise<Listed<Missing, MissingCursor>> {
  const all = owedIn(await readHistories(portal), asked.filter, portal.now()).filter(({ state }) => state === asked.state);
  const start = page.after === null ? 0 : all.findIndex(({ version }) => version.id === page.after?.versionId);
  const items: Missing[] = [];
  for (const [place, { history, version, owing }] of all.slice(Math.max(start, 0)).entries()) {
    const after = place === 0 ? (page.after?.partyId ?? "") : "";
    const through = await findPartiesLooked(portal.db, { after, most: page.most ?? MOST_LOOKED });
    const rows = await selectOwing(portal.db, owing, { after, through, limit: page.limit + 1 - items.length });
    items.push(...rows.map((row) => ({ ...row, slug: history.slug, number: version.number, versionId: version.id })));
    const last = items.length > page.limit ? items[page.limit - 1] : undefined;
    if (last) return { items: items.slice(0, page.limit), next: { versionId: last.versionId, partyId: last.id } };
    if (through) return { items, next: { versionId: version.id, partyId: through } };
  }
  return { items, next: null };
}

export type Owed = Asked & { history: AgreementHistory; owing: OwingFilter };

/**
 * What is owed of the versions that a filter means, as the database takes the question. Answers that are not there have no language or method.
 * Of the present no instant is asked: nothing has happened after it.
 */
export function owedIn(histories: readonly AgreementHistory[], filter: ComplianceFilter, now: Instant): Owed[] {
  const known = filter.known ?? ALL_RECORDED;
  const at = filter.at >= now ? ALL_RECORDED : filter.at;
  const meant = new Set(versionsOf(histories, filter).map(({ version }) => version.id));
  return histories.flatMap((history) => askedAt(history, filter)
    .filter(({ version }) => meant.has(version.id))
    .map((asked) => {
      const { audience } = asked.version.manifest.agreement;
      return { ...asked, history, owing: { audience, versionIds: asked.settledBy, except: asked.except, at, known, ...ofParty(filter) } };
    }));
}

/** Which deliveries of notices had failed and stood so. */
export async function listFailedDeliveries(portal: Reading, filter: ComplianceFilter, page: Page<FailureCursor>): Promise<Listed<FailedDelivery, FailureCursor>> {
  const meant = failureFilter(await readHistories(portal), filter);
  if (meant === null) return { items: [], next: null };
  const through = await findFailuresLooked(portal.db, meant, { after: page.after, most: page.most ?? MOST_LOOKED });
  return cut(await selectFailedDeliveries(portal.db, meant, { ...page, through, limit: page.limit + 1 }), page.limit, through);
}

/** A party to whom no notice of the version could be brought, and what failed. */
export type Unreached = UnreachedParty & { failures: FailedDelivery[] };

/** Who could not be reached about a version, each party once for each: those whom the totals count as unreachable. */
export async function listUnreachable(portal: Reading, filter: ComplianceFilter, page: Page<FailureCursor>): Promise<Listed<Unreached, FailureCursor>> {
  const { db } = portal;
  const meant = failureFilter(await readHistories(portal), filter);
  if (meant === null) return { items: [], next: null };
  const through = await findFailuresLooked(db, meant, { after: page.after, most: page.most ?? MOST_LOOKED });
  const { items, next } = cut(await selectUnreachable(db, meant, { ...page, through, limit: page.limit + 1 }), page.limit, through);
  const failures = await selectFailuresOf(db, meant, items.map(({ partyId }) => partyId));
  return { items: items.map((party) => ({ ...party, failures: failures.filter((each) => each.partyId === party.partyId && each.versionId === party.versionId) })), next };
}

/** The filter as the database takes it; null where it can mean nothing. */
export function failureFilter(histories: readonly AgreementHistory[], filter: ComplianceFilter): FailureFilter | null {
  const { slug, number, changeClass, at, known, from } = filter;
  const instants = { at, known: known ?? ALL_RECORDED, ...ofParty(filter), ...(from ? { from } : {}) };
  const versions = versionsOf(histories, filter);
  if (slug === null && number === null && changeClass === null) return instants;
  if (versions.length === 0) return null;
  if (number === null && changeClass === null) return { ...instants, agreementIds: [...new Set(versions.map(({ history }) => history.id))] };
  return { ...instants, versionIds: versions.map(({ version }) => version.id) };
}

/** `through`: as far as was looked, where that is not the end. */
function cut<Item extends Cursor, Cursor>(rows: readonly Item[], limit: number, through: Cursor | null): Listed<Item, Cursor> {
  const items = rows.slice(0, limit);
  return { items, next: rows.length > limit ? (items.at(-1) ?? null) : through };
}

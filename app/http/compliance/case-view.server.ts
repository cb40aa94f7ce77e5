import type { AgreementAnswer } from "#app/domain/compliance/bound-at";
import type { CaseItem, PartyCase } from "#app/domain/compliance/case/case.server";
import type { CaseFact, CaseLine } from "#app/domain/compliance/case/fact";
import { CASE_PARTS } from "#app/domain/compliance/case/part";
import type { PartyAnswer } from "#app/domain/compliance/questions.server";
import { isGround } from "#app/domain/evidence/erasure/ground";
import type { Instant } from "#app/domain/instant";
import type { Localised } from "#app/domain/publication/localised";
import { textFor } from "#app/domain/acceptance/offer";
import { caseAddress, type CaseQuery } from "#app/http/compliance/case-query.server";
import { stateSentence } from "#app/http/erasure/erasure-desk.server";
import { dayOf } from "#app/http/erasure/erasure-view";
import { caseMessages } from "#app/messages/case-file";
import type { Language } from "#app/messages/catalogue";
import { describeFinding, describeProof } from "#app/messages/deeming";
import { erasureMessages } from "#app/messages/erasure";

/** What a fact says, in words; instants are left to the page. */
export type FactView = { label: string; said: "text" | "instant" | "hidden"; value: string };

/** What bound by one agreement, and on what that rests. */
export type BoundView = {
  slug: string;
  title: Localised;
  number: number;
  since: Instant;
  zone: string;
  actId: string;
  method: string;
  grade: string;
  language: string;
  by: string | null;
  entry: string | null;
  proofs: string[];
  endedAt: Instant | null;
  leftAt: Instant | null;
  marks: string[];
};

export type AnswerView = { bound: BoundView[]; unbound: { slug: string; now: string }[]; changes: Instant[] };

export type ItemView = {
  id: string;
  title: string;
  at: Instant;
  recordedAt: Instant;
  entry: string | null;
  lines: (CaseLine & { compare: string | null })[];
  facts: FactView[];
  conditions: string[];
  events: { state: string; at: Instant; sha256: string | null; facts: FactView[] }[];
  files: { name: string; href: string }[];
};

export type CaseView = {
  partyId: string;
  /** When it was read. */
  asOf: Instant;
  /** In which times are told, beside UTC. */
  zone: string;
  sorts: string[];
  place: string | null;
  createdAt: Instant | null;
  accountId: string | null;
  facts: FactView[];
  state: string | null;
  holds: string[];
  mayUnmask: boolean;
  unmaskedUntil: Instant | null;
  now: AnswerView;
  then: AnswerView | null;
  query: CaseQuery;
  parts: { name: (typeof CASE_PARTS)[number] | "all"; href: string; isChosen: boolean }[];
  otherOrder: { name: "oldest" | "newest"; href: string };
  items: ItemView[];
  next: string | null;
};

/** The case of a party as its page shows it. */
export function viewCase(found: PartyCase, query: CaseQuery, language: Language): CaseView {
  const words = caseMessages[language];
  const { person, now, then, items, next, unmaskedUntil } = found;
  const { partyId, state, holds } = person;
  const party = now.party;
  const otherOrder = query.order === "oldest" ? "newest" : "oldest";
  return {
    partyId, unmaskedUntil, query,
    asOf: now.known,
    zone: now.answers[0]?.zone ?? "UTC",
    sorts: party ? [words.kinds[party.kind], words.kinds[party.customerKind]] : [],
    place: party?.place ?? null,
    createdAt: party?.createdAt ?? null,
    accountId: person.accountId,
    facts: person.facts.map((fact) => viewFact(fact, language)),
    state: state && stateSentence(state, language),
    holds: holds.map(({ reason, untilAt }) => [erasureMessages[language].staff.holdReasons[reason], ...(untilAt ? [words.holdUntil(dayOf(untilAt, language))] : [])].join(" ")),
    mayUnmask: party !== null && state === null,
    now: viewAnswer(now, language),
    then: then && viewAnswer(then, language),
    parts: (["all", ...CASE_PARTS] as const).map((name) => ({ name, href: caseAddress(partyId, { ...query, part: name }), isChosen: query.part === name })),
    otherOrder: { name: otherOrder, href: caseAddress(partyId, { ...query, order: otherOrder }) },
    items: items.map((item) => viewItem(item, partyId, language)),
    next: next && caseAddress(partyId, query, next),
  };
}

function viewAnswer(told: PartyAnswer, language: Language): AnswerView {
  return {
    bound: told.answers.flatMap((answer) => viewBound(told, answer, language)),
    unbound: told.answers.filter(({ bound }) => bound === null).map(({ standing: { slug, now } }) => ({ slug, now: caseMessages[language].standings[now] })),
    changes: [...new Set(told.answers.flatMap(({ changes }) => changes))].sort(),
  };
}

function viewBound({ entries, authorities, proofs }: PartyAnswer, { bound, zone }: AgreementAnswer, language: Language): BoundView[] {
  if (bound === null) return [];
  const { slug, version, line, since, ended, leftAt, marks } = bound;
  const words = caseMessages[language];
  const text = textFor(version, language);
  const entry = entries.get(line.actId);
  return [{
    slug, since, zone, leftAt,
    title: { text: text.title, language: text.language },
    number: version.number,
    actId: line.actId,
    method: codeOf(line.method, language),
    grade: line.grade,
    language: line.language,
    by: authorities.has(line.actId) ? line.actorId : null,
    entry: entry ? words.entry(entry.index, entry.ledgerNumber) : null,
    proofs: (proofs.get(line.actId) ?? []).map((proof) => describeProof(proof, { language, zone })),
    endedAt: ended?.effectiveAt ?? null,
    marks: marks.map(({ clauseId }) => clauseId),
  }];
}

function viewItem(item: CaseItem, partyId: string, language: Language): ItemView {
  const words = caseMessages[language];
  const titles: Readonly<Record<string, string>> = words.records[item.kind];
  const states: Readonly<Record<string, string>> = words.eventStates;
  const toFacts = (facts: readonly CaseFact[]) => facts.map((fact) => viewFact(fact, language));
  return {
    id: item.id,
    title: titles[item.act] ?? titles[""] ?? item.act,
    at: item.happenedAt,
    recordedAt: item.recordedAt,
    entry: item.entry && words.entry(item.entry.index, item.entry.ledgerNumber),
    lines: item.lines.map((line) => ({ ...line, compare: line.next === null ? null : `/agreements/${line.slug}/compare/${line.number}...${line.next}` })),
    facts: toFacts(item.facts),
    conditions: item.conditions.map((each) => describeFinding(each, { language, zone: "UTC" })),
    events: item.events.map(({ state, at, messageSha256: sha256, facts }) => ({ state: states[state] ?? state, at, sha256, facts: toFacts(facts) })),
    files: item.files.map((file) => ({ name: words.files[file], href: fileAddress(partyId, item, file) })),
  };
}

const FILE_NAMES = { screen: "screen.html", entry: "entry.json", proof: "proof.tlog-proof", record: "record.json", evidence: "evidence.json", text: "text.txt" } as const;

function fileAddress(partyId: string, { id }: Pick<CaseItem, "id">, file: keyof typeof FILE_NAMES): string {
  return `/compliance/parties/${partyId}/records/${id}/${FILE_NAMES[file]}`;
}

function viewFact(fact: CaseFact, language: Language): FactView {
  const words = caseMessages[language];
  const label = words.facts[fact.name];
  if (fact.said === "personal") return fact.state === "shown" ? { label, said: "text", value: fact.value ?? "" } : { label, said: "hidden", value: words.personal[fact.state] };
  if (fact.said === "instant") return { label, said: "instant", value: fact.value };
  return { label, said: "text", value: fact.said === "code" ? codeOf(fact.value, language) : fact.value };
}

function codeOf(code: string, language: Language): string {
  const codes: Readonly<Record<string, string>> = caseMessages[language].codes;
  return isGround(code) ? erasureMessages[language].grounds[code] : (codes[code] ?? code);
}

import { readListedAccount } from "#app/domain/access/accounts.server";
import { isFreshSignIn } from "#app/domain/access/sign-in-again.server";
import type { Instant } from "#app/domain/instant";
import { readHistories, readHistory } from "#app/domain/publication/catalog.server";
import type { AgreementHistory, Version } from "#app/domain/publication/history";
import { showParties, type ShownParty } from "#app/domain/publication/later/named-parties.server";
import { previewEnding, readProposal, readProposals, type ProposedAct } from "#app/domain/publication/later/proposals.server";
import { findNumber, readTimeline, type Timeline } from "#app/domain/publication/reading.server";
import type { ClauseName } from "#app/domain/publication/rendered.server";
import { inForceAt } from "#app/domain/publication/status";
import { DomainError } from "#app/domain/refusal";
import type { NoticeWorking } from "#app/domain/publication/notice-rule";
import { noticeFor } from "#app/domain/publication/notice-rule";
import { viewProposal, type ProposalLine } from "#app/http/desk/proposal-view.server";
import { clauseNames, headOf, type StaffHead } from "#app/http/desk/version-acts-view.server";
import type { Viewer } from "#app/http/viewer.server";
import type { Language } from "#app/messages/catalogue";
import { problemMessages } from "#app/messages/problems";
import type { Portal } from "#app/portal.server";

type Words = { language: string; text: string }[];

/** What a person decides on: all that will be written and told. */
export type DecisionView = {
  head: StaffHead;
  line: ProposalLine;
  /** Masked; null once erased. */
  author: string | null;
  /** Null: everybody. */
  parties: ShownParty[] | null;
  ground: Words;
  mark: { clause: Pick<ClauseName, "id" | "number" | "name">; sinceAt: Instant | null } | null;
  ending: { refund: Words; dataUntil: Instant | null; wantedAt: Instant | null; working: NoticeWorking | null; surviving: string[] } | null;
  /** Why it could not be carried out now; "" where it could. */
  blocked: string;
  may: "decide" | "own" | "no" | "decided";
  isFresh: boolean;
};

/** The page of a proposal. Throws proposal-unknown, agreement-unknown. */
export async function viewDecision(portal: Portal, id: string, { viewer, language }: { viewer: Viewer; language: Language }): Promise<DecisionView> {
  const act = await readProposal(portal, id);
  const found = await readTimeline(portal, act.slug);
  const { parties, ground } = act.content;
  return {
    head: headOf(found, language),
    line: viewProposal(act, found.history),
    author: (await readListedAccount(portal, act.authorId))?.address ?? null,
    parties: parties && (await showParties(portal, parties)),
    ground: wordsOf(ground),
    ...(await detailsOf(portal, act, { found, language })),
    may: mayDecide(act, viewer),
    isFresh: await isFreshSignIn(portal, viewer.signInId),
  };
}

function mayDecide(act: ProposedAct, { accountId, roles }: Viewer): DecisionView["may"] {
  if (act.decidedAt !== null) return "decided";
  if (act.authorId === accountId) return "own";
  return roles.includes("approver") ? "decide" : "no";
}

type Context = { found: Timeline; language: Language };

async function detailsOf(portal: Portal, act: ProposedAct, { found, language }: Context): Promise<Pick<DecisionView, "mark" | "ending" | "blocked">> {
  if (act.kind === "clauseMark") {
    const { number, clauseId, sinceAt } = act.content;
    const { version } = findNumber(found.timeline, { slug: act.slug, number: String(number) });
    return { mark: { clause: nameIn(await clauseNames(portal, version, language), clauseId), sinceAt }, ending: null, blocked: "" };
  }
  const { refund, dataUntil, effectiveAt: wantedAt } = act.content;
  const planned = await planOf(portal, act, language);
  const names = planned.version ? await clauseNames(portal, planned.version, language) : [];
  const surviving = planned.surviving.map((clauseId) => nameIn(names, clauseId)).map(({ number, name }) => `${number ?? ""} ${name}`.trim());
  return { mark: null, ending: { refund: wordsOf(refund), dataUntil, wantedAt, working: planned.working, surviving }, blocked: planned.blocked };
}

type Planned = { version: Version | null; surviving: string[]; working: NoticeWorking | null; blocked: string };

/** What the end would be if it were approved now; of one that was decided or cannot be, what was proposed. */
async function planOf(portal: Portal, act: ProposedAct & { kind: "ending" }, language: Language): Promise<Planned> {
  const history = await readHistory(portal, act.slug);
  const version = history && versionIn(history, portal.now());
  const proposed = { version, surviving: act.content.surviving ?? [], working: null, blocked: "" };
  if (act.decidedAt !== null) return proposed;
  try {
    return { ...(await previewEnding(portal, { slug: act.slug, ending: act.content })), blocked: "" };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const { title, advice } = problemMessages[language][error.code](error.details);
    return { ...proposed, blocked: `${title}. ${advice}` };
  }
}

function versionIn(history: AgreementHistory, now: Instant): Version | null {
  return inForceAt(history, now)?.version ?? history.versions.at(-1) ?? null;
}

function nameIn(names: readonly ClauseName[], id: string): Pick<ClauseName, "id" | "number" | "name"> {
  const known = names.find((name) => name.id === id);
  return { id, number: known?.number ?? null, name: known?.name ?? id };
}

function wordsOf(words: Readonly<Record<string, string>>): Words {
  return Object.entries(words).map(([language, text]) => ({ language, text }));
}

/** Every proposal as a line, with its agreement's title and zone. */
export async function viewProposals(portal: Portal, language: Language): Promise<{ line: ProposalLine; zone: string; title: string }[]> {
  const histories = new Map((await readHistories(portal)).map((history) => [history.slug, history]));
  const proposals = await readProposals(portal);
  const heads = new Map(await Promise.all([...new Set(proposals.map(({ slug }) => slug))].map(async (slug) => [slug, headOf(await readTimeline(portal, slug), language)] as const)));
  return proposals.map((act) => {
    const head = heads.get(act.slug);
    return { line: viewProposal(act, histories.get(act.slug) ?? null), zone: head?.zone ?? "UTC", title: head?.title.text ?? act.slug };
  });
}

/** The form that proposes a mark: the clauses to choose from. Throws agreement-unknown, version-unknown. */
export async function viewMarkForm(portal: Portal, { slug, number, language }: { slug: string; number: string; language: Language }) {
  const found = await readTimeline(portal, slug);
  const { version } = findNumber(found.timeline, { slug, number });
  const names = await clauseNames(portal, version, language);
  return { head: headOf(found, language), number: version.number, clauses: names.map(({ id, number: printed, name }) => ({ id, number: printed, name })) };
}

/** The form that proposes an end: what survives by its flags, and the notice if it were approved now. Throws agreement-unknown, nothing-in-force. */
export async function viewEndingForm(portal: Portal, { slug, language }: { slug: string; language: Language }) {
  const found = await readTimeline(portal, slug);
  const version = inForceAt(found.history, portal.now())?.version;
  if (!version) throw new DomainError("nothing-in-force", { slug });
  const names = await clauseNames(portal, version, language);
  const flagged = new Set(version.clauses.filter(({ flags }) => flags.includes("survives")).map(({ id }) => id));
  return {
    head: headOf(found, language),
    working: noticeFor({ announcedAt: portal.now(), reasons: ["end"], inForce: version.manifest.agreement, own: null }),
    clauses: names.map(({ id, number, name }) => ({ id, number, name, survives: flagged.has(id) })),
  };
}

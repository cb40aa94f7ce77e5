import type { Session } from "#app/domain/access/session.server";
import type { Instant } from "#app/domain/instant";
import { readHistories } from "#app/domain/publication/catalog.server";
import { draftContent, type DraftContent } from "#app/domain/publication/drafting/draft";
import type { AgreementHistory } from "#app/domain/publication/history";
import { readProposals, type ProposedAct } from "#app/domain/publication/later/proposals.server";
import { inReviewOrder, reviewStatus, type ReviewStatus } from "#app/domain/publication/review/review";
import { inPrecedence } from "#app/domain/publication/status";
import type { Portal } from "#app/portal.server";
import { selectDraft, selectDrafts } from "#db/catalog";
import { selectApprovals } from "#db/drafting";
import type { ApprovalRow, DraftRow } from "#db/schema/drafting";

/** A draft with its content and where it stands. */
export type DeskDraft = Omit<DraftRow, "contentJson"> & {
  content: DraftContent;
  stage: ReviewStatus;
  /** The latest step of review: when, and in whose words; null before the first. */
  reviewedAt: Instant | null;
  reviewReason: string | null;
};

/** What an editor or approver has to do next about a draft or a proposal. */
export type Waiting =
  | { task: "finish" | "mend" | "approve" | "publish"; draft: DeskDraft }
  | { task: "translate"; draft: DeskDraft }
  | { task: "decide"; proposal: ProposedAct };

export type Desk = {
  /** By the precedence in force. */
  histories: AgreementHistory[];
  /** Drafts of versions that are not published yet, by agreement and age. */
  drafts: DeskDraft[];
  waiting: Waiting[];
};

type Person = Pick<Session, "accountId" | "roles">;

/** All that the editors' desk shows to a person. */
export async function readDesk({ db, now }: Pick<Portal, "db" | "now">, person: Person): Promise<Desk> {
  const histories = inPrecedence(await readHistories({ db }), now());
  const rows = await selectDrafts(db);
  const open = rows.filter(({ versionId }) => versionId === null);
  const all = await Promise.all(open.map(async (row) => deskDraft(row, await selectApprovals(db, row.id))));
  const translations = all.filter((draft) => isTranslation(draft, histories));
  const drafts = all.filter((draft) => !translations.includes(draft));
  const proposals = (await readProposals({ db })).filter(({ decidedAt }) => decidedAt === null);
  return { histories, drafts, waiting: waitingFor(person, { drafts, translations, proposals }) };
}

/** The drafts out of files that hold a translation of a published version of an agreement. */
export async function readWaitingTranslations({ db }: Pick<Portal, "db">, history: AgreementHistory): Promise<DeskDraft[]> {
  const rows = (await selectDrafts(db)).filter(({ slug, versionId }) => slug === history.slug && versionId === null);
  return rows.map((row) => deskDraft(row, [])).filter((draft) => isTranslation(draft, [history]));
}

/** Whether a draft holds no version to come, but translations of one that is published. */
function isTranslation({ slug, content }: DeskDraft, histories: readonly AgreementHistory[]): boolean {
  const versions = histories.find((history) => history.slug === slug)?.versions ?? [];
  const isKnown = versions.some(({ number }) => number === content.version.version);
  return isKnown && content.texts.every(({ language }) => language !== content.agreement.bindingLanguage);
}

/** The draft with this id and where it stands; null when there is none. */
export async function readDeskDraft({ db }: Pick<Portal, "db">, id: string): Promise<DeskDraft | null> {
  const row = await selectDraft(db, id);
  return row && deskDraft(row, await selectApprovals(db, row.id));
}

function deskDraft({ contentJson, ...row }: DraftRow, approvals: readonly ApprovalRow[]): DeskDraft {
  const steps = inReviewOrder(approvals);
  const [stage, last] = [reviewStatus(row, steps), steps.at(-1)];
  const content = draftContent.parse(JSON.parse(contentJson));
  return { ...row, content, stage, reviewedAt: last?.happenedAt ?? null, reviewReason: last?.reason ?? null };
}

type Open = { drafts: readonly DeskDraft[]; translations: readonly DeskDraft[]; proposals: readonly ProposedAct[] };

/** What waits for a person: nobody is asked to approve what is their own. */
export function waitingFor(person: Person, { drafts, translations, proposals }: Open): Waiting[] {
  const decides = ({ authorId }: { authorId: string }) => person.roles.includes("approver") && authorId !== person.accountId;
  return [
    ...proposals.filter(decides).map((proposal) => ({ task: "decide" as const, proposal })),
    ...translations.filter(decides).map((draft) => ({ task: "translate" as const, draft })),
    ...drafts.flatMap((draft): Waiting[] => {
      const task = taskOf(draft, person);
      return task === null ? [] : [{ task, draft }];
    }),
  ];
}

function taskOf({ stage, authorId }: DeskDraft, { accountId, roles }: Person) {
  const isOwn = authorId === accountId;
  if (roles.includes("approver") && !isOwn && stage === "in review") return "approve";
  if (roles.includes("approver") && stage === "approved") return "publish";
  if (!roles.includes("editor") || !isOwn) return null;
  return stage === "rejected" ? "mend" : stage === "draft" ? "finish" : null;
}

import { newId } from "#app/domain/ids";
import type { Instant } from "#app/domain/instant";
import { checkRole, type Actor } from "#app/domain/publication/actor";
import { isFitEnd, LONGEST_PERIOD_DAYS, periodAt, publicStates, SHORTEST_PERIOD_HOURS, type CommentPeriod, type PublicState } from "#app/domain/publication/review/comment-period";
import { readDeskDraft, type DeskDraft } from "#app/domain/publication/desk.server";
import { DomainError } from "#app/domain/refusal";
import type { Portal } from "#app/portal.server";
import { insertRow, KeyTakenError } from "#db/commit";
import { selectApprovals } from "#db/drafting";
import { selectOpenPeriods, selectPeriodSteps } from "#db/reader-comments";

type Reading = Pick<Portal, "db" | "now">;

/** A draft that readers may see, or could, with the states that they see, the earliest first. */
export type CommentedDraft = { draft: DeskDraft; period: CommentPeriod; states: [PublicState, ...PublicState[]] };

/** A draft with its comment period. Throws proposed-unknown where there is none: drafts are nobody's business before. */
export async function readCommentedDraft({ db, now }: Reading, draftId: string): Promise<CommentedDraft> {
  const found = await findPeriod({ db, now }, draftId);
  const draft = found && (await readDeskDraft({ db }, draftId));
  if (!draft) throw new DomainError("proposed-unknown");
  const [first, ...later] = publicStates(await selectApprovals(db, draftId), found);
  if (!first) throw new Error(`the comment period of ${draftId} was opened without a state under review`);
  return { draft, period: found, states: [first, ...later] };
}

/** The comment period of a draft; null where there was none. */
export async function findPeriod({ db, now }: Reading, draftId: string): Promise<CommentPeriod | null> {
  return periodAt(await selectPeriodSteps(db, draftId), now());
}

/** The drafts of an agreement on which readers may comment now, with when that ends. */
export function readOpenPeriods({ db, now }: Reading, slug: string): Promise<{ draftId: string; closesAt: Instant }[]> {
  return selectOpenPeriods(db, { slug, at: now() });
}

type Asked = { draftId: string; closesAt: Instant; actor: Actor };

/**
 * Lets readers comment on a draft until an instant. Where they may already, the end is moved. Refuses role-missing, draft-unknown,
 * period-unfit (less than a day or more than a year ahead), and draft-not-in-review where nothing was submitted.
 */
export async function openPeriod({ db, writer, now }: Pick<Portal, "db" | "writer" | "now">, { draftId, closesAt, actor }: Asked): Promise<void> {
  checkRole(actor, "editor");
  const draft = await readDeskDraft({ db }, draftId);
  if (draft === null) throw new DomainError("draft-unknown", { id: draftId.slice(0, 80) });
  if (!isFitEnd(closesAt, now())) throw new DomainError("period-unfit", { hours: SHORTEST_PERIOD_HOURS, days: LONGEST_PERIOD_DAYS });
  const period = await findPeriod({ db, now }, draftId);
  if (!period?.isOpen && draft.stage !== "in review" && draft.stage !== "approved") throw new DomainError("draft-not-in-review");
  await addStep({ writer, now }, { draftId, closesAt, actor, period });
}

/** Ends a comment period now. Refuses role-missing, and period-closed where it is over. */
export async function closePeriod({ db, writer, now }: Pick<Portal, "db" | "writer" | "now">, { draftId, actor }: Omit<Asked, "closesAt">): Promise<void> {
  checkRole(actor, "editor");
  const period = await findPeriod({ db, now }, draftId);
  if (!period?.isOpen) throw new DomainError("period-closed");
  await addStep({ writer, now }, { draftId, closesAt: now(), actor, period });
}

async function addStep({ writer, now }: Pick<Portal, "writer" | "now">, { draftId, closesAt, actor, period }: Asked & { period: CommentPeriod | null }): Promise<void> {
  const at = now();
  const step = { id: newId("cpd", at), draftId, act: period?.isOpen ? ("moved" as const) : ("opened" as const), followsId: period?.lastId ?? "", closesAt };
  try {
    await writer.commit({ steps: [insertRow("commentPeriods", { ...step, actorId: actor.accountId, happenedAt: at, recordedAt: at })] });
  } catch (error) {
    throw error instanceof KeyTakenError ? new DomainError("period-moved") : error;
  }
}

import type { Kysely, SelectQueryBuilder } from "kysely";
import { compileOnce } from "#db/compile-once";
import type { Database } from "#db/schema";
import type { ActLineRow, ActRow, PresentationRow } from "#db/schema/acceptance";
import type { SignInRow } from "#db/schema/access";

/** A line with what its act says about it. */
export type ActLineWithAct = ActLineRow & Pick<ActRow, "kind" | "method"> & {
  /** Since when the objection of this act no longer stands; null for one that does, and for other acts. */
  liftedAt: string | null;
};

/** Compares after every instant: asks for the ends of chains whatever the clock says. */
const NEVER = "9999-12-31T23:59:59.999Z";

const selectChainEnds = compileOnce(["partyId", "at"], (db: Kysely<Database>, given) =>
  withAct(db)
    .where("actLines.partyId", "=", given("partyId"))
    .where("actLines.happenedAt", "<=", given("at"))
    .where(({ not, exists, selectFrom }) =>
      not(exists(
        selectFrom("actLines as later")
          .select("later.actId")
          .whereRef("later.partyId", "=", "actLines.partyId")
          .whereRef("later.subject", "=", "actLines.subject")
          .whereRef("later.followsActId", "=", "actLines.actId")
          .where("later.happenedAt", "<=", given("at")),
      ))));

/**
 * Of each subject that a party ever answered, the line that ended its chain at the instant (null: the very end).
 * Bounded by versions and purposes, however often a consent was given and withdrawn.
 */
export function selectLatestLines(db: Kysely<Database>, { partyId, at }: { partyId: string; at: string | null }): Promise<ActLineWithAct[]> {
  return selectChainEnds(db, { partyId, at: at ?? NEVER });
}

/** The lines of these acts, in order. */
export function selectLinesOfActs(db: Kysely<Database>, actIds: readonly string[]): Promise<ActLineWithAct[]> {
  return withAct(db).where("actLines.actId", "in", actIds).orderBy("actLines.actId").orderBy("actLines.position").execute();
}

/** At most one answer lifts an objection, because nothing can be answered after it. */
function withAct(db: Kysely<Database>): SelectQueryBuilder<Database, "actLines" | "acts", ActLineWithAct> {
  return db
    .selectFrom("actLines")
    .innerJoin("acts", "acts.id", "actLines.actId")
    .selectAll("actLines")
    .select(["acts.kind", "acts.method"])
    .select((all) =>
      all.selectFrom("objectionAnswers").select("objectionAnswers.happenedAt").whereRef("objectionAnswers.actId", "=", "actLines.actId")
        .where("objectionAnswers.answer", "=", "lift").as("liftedAt"));
}

/** An act of this party; null when there is none of that id, or it is another's. */
export async function findAct(db: Kysely<Database>, { partyId, actId }: { partyId: string; actId: string }): Promise<ActRow | null> {
  const row = await db.selectFrom("acts").selectAll().where("id", "=", actId).where("partyId", "=", partyId).executeTakeFirst();
  return row ?? null;
}

/** A party's acts, newest first, at most `limit`; those that one account made, and those before an act of the list, when given. */
export function selectActs(db: Kysely<Database>, page: { partyId: string; madeBy: string | null; before: ActRow | null; limit: number }): Promise<ActRow[]> {
  const { partyId, madeBy, before, limit } = page;
  const all = db.selectFrom("acts").selectAll().where("partyId", "=", partyId);
  const own = madeBy === null ? all : all.where("actorId", "=", madeBy);
  const rest = before === null
    ? own
    : own.where(({ eb, or, and }) =>
        or([eb("happenedAt", "<", before.happenedAt), and([eb("happenedAt", "=", before.happenedAt), eb("id", "<", before.id)])]));
  return rest.orderBy("happenedAt", "desc").orderBy("id", "desc").limit(limit).execute();
}

/** A presentation with the act made on it, if there is one, and when its party left. */
export type FoundPresentation = PresentationRow & { actId: string | null; actKind: ActRow["kind"] | null; leftAt: string | null };

const selectPresentations = compileOnce(["tokenSha256"], (db: Kysely<Database>, given) =>
  db
    .selectFrom("presentations")
    .leftJoin("acts", "acts.presentationId", "presentations.id")
    .leftJoin("leavings", "leavings.partyId", "presentations.partyId")
    .where("presentations.tokenSha256", "=", given("tokenSha256"))
    .selectAll("presentations")
    .select(["acts.id as actId", "acts.kind as actKind", "leavings.happenedAt as leftAt"]));

/** The presentation whose one-time token has this digest; null when there is none. */
export async function findPresentation(db: Kysely<Database>, tokenSha256: string): Promise<FoundPresentation | null> {
  const [row] = await selectPresentations(db, { tokenSha256 });
  return row ?? null;
}

type OpenPresentation = Pick<PresentationRow, "partyId" | "actorId" | "setSha256" | "screenSha256"> & { since: string };

const selectOpenPresentations = compileOnce(["partyId", "setSha256", "actorId", "screenSha256", "since"], (db: Kysely<Database>, given) =>
  db
    .selectFrom("presentations")
    .select("presentations.id")
    .where("partyId", "=", given("partyId"))
    .where("setSha256", "=", given("setSha256"))
    .where("actorId", "=", given("actorId"))
    .where("screenSha256", "=", given("screenSha256"))
    .where("happenedAt", ">", given("since"))
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom("acts").select("acts.id").whereRef("acts.presentationId", "=", "presentations.id"))))
    .orderBy("happenedAt", "desc")
    .limit(1));

/** The id of a presentation of the same set on the same screen to the same actor that nobody answered, shown after `since`. */
export async function findOpenPresentation(db: Kysely<Database>, offered: OpenPresentation): Promise<string | null> {
  const [row] = await selectOpenPresentations(db, offered);
  return row?.id ?? null;
}

const selectCount = compileOnce(["partyId", "since"], (db: Kysely<Database>, given) =>
  db.selectFrom("presentations").select(({ fn }) => fn.countAll<number>().as("count")).where("partyId", "=", given("partyId")).where("happenedAt", ">", given("since")));

/** How many presentations a party was shown after the instant. */
export async function countPresentations(db: Kysely<Database>, shown: { partyId: string; since: string }): Promise<number> {
  const [row] = await selectCount(db, shown);
  return Number(row?.count);
}

/** A presentation by its id; null when there is none. */
export async function findPresentationById(db: Kysely<Database>, id: string): Promise<PresentationRow | null> {
  return (await db.selectFrom("presentations").selectAll().where("id", "=", id).executeTakeFirst()) ?? null;
}

/** The HTML stored under a digest, unchecked; null when there is none. */
export async function findScreen(db: Kysely<Database>, sha256: string): Promise<string | null> {
  const row = await db.selectFrom("screens").select("html").where("sha256", "=", sha256).executeTakeFirst();
  return row?.html ?? null;
}

/** The sign-in of this id; null when there is none. */
export async function findSignIn(db: Kysely<Database>, id: string): Promise<SignInRow | null> {
  return (await db.selectFrom("signIns").selectAll().where("id", "=", id).executeTakeFirst()) ?? null;
}

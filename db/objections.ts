import type { Kysely } from "kysely";
import { personalValue } from "#db/personal-values";
import type { Database } from "#db/schema";
import type { DeemedActRow, ObjectionAnswerRow, ObjectionRow, UseRow } from "#db/schema/deeming";

type Db = Kysely<Database>;

/** With the words of the party, or of staff, sealed: null where there are none, "" once they were removed at the end of their period. */
type Worded = { reasonSealed: string | null };
export type ObjectionFound = ObjectionRow & Worded;
export type ObjectionAnswerFound = ObjectionAnswerRow & Worded;

const REASON = personalValue("objections.actId", "objections.reason").as("reasonSealed");
const ANSWER = personalValue("objectionAnswers.id", "objectionAnswers.reason").as("reasonSealed");

/** What the objection of this act says; null when there is none. */
export async function selectObjection(db: Db, actId: string): Promise<ObjectionFound | null> {
  return (await db.selectFrom("objections").where("actId", "=", actId).selectAll().select(REASON).executeTakeFirst()) ?? null;
}

/** The objections of a party, the newest first. */
export function selectObjectionsOf(db: Db, partyId: string): Promise<ObjectionFound[]> {
  return db.selectFrom("objections").where("partyId", "=", partyId).selectAll().select(REASON).orderBy("actId", "desc").execute();
}

/** Which objections a list for staff shows; `after` is the id at which the former page ended, null for the first. */
export type ObjectionsAsked = { state: "open" | "answered"; after: string | null; limit: number };

/** Objections for staff, late ones among them: open ones with the longest waiting first, answered ones the newest first. */
export function selectObjections(db: Db, { state, after, limit }: ObjectionsAsked): Promise<ObjectionFound[]> {
  const all = db.selectFrom("objections").selectAll().select(REASON).limit(limit).where(({ not, exists, selectFrom }) => {
    const answers = exists(selectFrom("objectionAnswers").select("objectionAnswers.id").whereRef("objectionAnswers.actId", "=", "objections.actId"));
    return state === "open" ? not(answers) : answers;
  });
  if (state === "open") return (after === null ? all : all.where("actId", ">", after)).orderBy("actId").execute();
  return (after === null ? all : all.where("actId", "<", after)).orderBy("actId", "desc").execute();
}

/** The answers to these objections, in no order. */
export async function selectObjectionAnswers(db: Db, actIds: readonly string[]): Promise<ObjectionAnswerFound[]> {
  if (actIds.length === 0) return [];
  return db.selectFrom("objectionAnswers").where("actId", "in", actIds).selectAll().select(ANSWER).execute();
}

/** The answer with this id. */
export function takeObjectionAnswer(db: Db, id: string): Promise<ObjectionAnswerRow> {
  return db.selectFrom("objectionAnswers").where("id", "=", id).selectAll().executeTakeFirstOrThrow();
}

/** What a deemed acceptance rests on, with its use; null for an act that is none. */
export async function selectDeemedAct(db: Db, actId: string): Promise<{ deemed: DeemedActRow; use: UseRow } | null> {
  const deemed = await db.selectFrom("deemedActs").where("actId", "=", actId).selectAll().executeTakeFirst();
  const use = deemed && (await db.selectFrom("uses").where("id", "=", deemed.useId).selectAll().executeTakeFirst());
  return deemed && use ? { deemed, use } : null;
}

/** The party with this id; null when there is none. */
export async function selectParty(db: Db, id: string) {
  return (await db.selectFrom("parties").where("id", "=", id).select(["id", "kind", "customerKind", "place", "productsJson", "createdAt"]).executeTakeFirst()) ?? null;
}

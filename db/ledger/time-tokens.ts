import type { Kysely } from "kysely";
import type { Database } from "#db/schema";
import type { CheckpointRow, TimeTokenRow } from "#db/schema/ledger";

type Db = Kysely<Database>;

/** A time token with the checkpoint that it is about. */
export type StampedCheckpoint = TimeTokenRow & Pick<CheckpointRow, "note">;

/** Time tokens over the most entries first, those of the newest ledger before others; of one ledger where it is named. */
export function selectTimeTokens(db: Db, { ledgerNumber, limit }: { ledgerNumber?: number; limit: number }): Promise<StampedCheckpoint[]> {
  const all = newestFirst(withNotes(db)).limit(limit);
  return (ledgerNumber === undefined ? all : all.where("timeTokens.ledgerNumber", "=", ledgerNumber)).execute();
}

/** The time token with this id; null when there is none. */
export async function findTimeToken(db: Db, id: string): Promise<StampedCheckpoint | null> {
  return (await withNotes(db).where("timeTokens.id", "=", id).executeTakeFirst()) ?? null;
}

/** Which of the tokens over an entry: the earliest by what it says, or that over the most entries. */
export type CoveringTokens = { ledgerNumber: number; index: number; which: "earliest" | "latest" };

/** A time token whose checkpoint covers the entry; null while there is none. */
export async function findTimeTokenOver(db: Db, { ledgerNumber, index, which }: CoveringTokens): Promise<StampedCheckpoint | null> {
  const covering = withNotes(db).where("timeTokens.ledgerNumber", "=", ledgerNumber).where("timeTokens.size", ">", index).limit(1);
  const ordered = which === "earliest" ? covering.orderBy("timeTokens.genTime") : newestFirst(covering);
  return (await ordered.executeTakeFirst()) ?? null;
}

function withNotes(db: Db) {
  return db
    .selectFrom("timeTokens")
    .innerJoin("checkpoints", (join) =>
      join.onRef("checkpoints.ledgerNumber", "=", "timeTokens.ledgerNumber").onRef("checkpoints.size", "=", "timeTokens.size"))
    .selectAll("timeTokens")
    .select("checkpoints.note");
}

function newestFirst(tokens: ReturnType<typeof withNotes>) {
  return tokens.orderBy("timeTokens.ledgerNumber", "desc").orderBy("timeTokens.size", "desc").orderBy("timeTokens.id", "desc");
}

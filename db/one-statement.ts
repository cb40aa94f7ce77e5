import { CompiledQuery, type Kysely } from "kysely";
import type { Database } from "#db/schema";
import { insertSql, type Inserts } from "#db/statements";

/** Writes inserts into several tables by one statement, which is its own transaction. */
export type OneStatement = {
  /** All or nothing. False, with nothing done, when so many shapes are known already that this one is not worth a trigger. */
  insert(db: Kysely<Database>, inserts: readonly Inserts[]): Promise<boolean>;
};

/** Tables and columns in their order; batches of one shape share a trigger. */
const MOST_SHAPES = 64;

/**
 * Each trip to the database and back costs more than what it does there. So every shape of a batch gets a view of its own on the writing
 * connection, with a trigger in place of inserting: one column per table, which takes that table's rows as JSON.
 */
export function openOneStatement(): OneStatement {
  const views = new Map<string, Promise<string>>();
  return {
    async insert(db, inserts) {
      const shape = shapeOf(inserts);
      if (!views.has(shape) && views.size >= MOST_SHAPES) return false;
      const making = views.get(shape) ?? makeView(db, `batch${views.size}`, inserts);
      views.set(shape, making);
      await db.executeQuery(CompiledQuery.raw(await making, inserts.map(({ rows }) => JSON.stringify(rows))));
      return true;
    },
  };
}

function shapeOf(inserts: readonly Inserts[]): string {
  return JSON.stringify(inserts.map(({ table, columns, unless }) => [table, columns, unless]));
}

/** Makes view and trigger, which live and end with the connection; gives the statement that inserts. */
async function makeView(db: Kysely<Database>, name: string, inserts: readonly Inserts[]): Promise<string> {
  const columns = inserts.map((_, place) => `t${place}`);
  await db.executeQuery(CompiledQuery.raw(`create temp view ${name} as select ${columns.map((column) => `null as ${column}`).join(", ")}`));
  const writes = inserts.map((each, place) => `${insertSql(each, `new.t${place}`)};`);
  await db.executeQuery(CompiledQuery.raw(`create temp trigger ${name}Insert instead of insert on ${name} begin ${writes.join(" ")} end`));
  return `insert into ${name} values (${columns.map(() => "?").join(", ")})`;
}

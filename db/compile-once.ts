import type { Compilable, CompiledQuery, Kysely } from "kysely";

type Query<T, Name extends string, Row> = (db: Kysely<T>, given: (name: Name) => string) => Compilable<Row>;

/**
 * A query that many requests ask, built and compiled at its first use only: both cost more than what the database does. The
 * builder asks `given` where a value of each call belongs; values are texts. Gives the rows.
 */
export function compileOnce<T, Name extends string, Row>(names: readonly Name[], build: Query<T, Name, Row>) {
  const marks = new Map(names.map((name) => [`\0given ${name}`, name]));
  let compiled: CompiledQuery<Row> | undefined;
  return async (db: Kysely<T>, values: Readonly<Record<Name, string>>): Promise<Row[]> => {
    compiled ??= build(db, (name) => `\0given ${name}`).compile();
    const parameters = compiled.parameters.map((parameter) => {
      const name = typeof parameter === "string" ? marks.get(parameter) : undefined;
      return name === undefined ? parameter : values[name];
    });
    return (await db.executeQuery<Row>({ ...compiled, parameters })).rows;
  };
}

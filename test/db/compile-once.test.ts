import type { Kysely } from "kysely";
import { expect, test } from "vitest";
import { insertRow } from "#db/commit";
import { compileOnce } from "#db/compile-once";
import type { Database } from "#db/schema";
import { openStore } from "#test/support/store";

const selectFact = compileOnce(["name", "value"], (db: Kysely<Database>, given) =>
  db.selectFrom("portal").select("value").where("name", "=", given("name")).where("value", "!=", "hidden").where("value", "like", given("value")));

test("each call asks with its own values, whatever they are and whatever database it asks", async () => {
  const [first, second] = [await openStore(), await openStore()];
  const rows = [["colour", "red"], ["shape", "hidden"], ["\0given value", "\0given name"]] as const;
  await first.writer.commit({ steps: rows.map(([name, value]) => insertRow("portal", { name, value })) });
  expect(await selectFact(first.db, { name: "colour", value: "%" })).toEqual([{ value: "red" }]);
  expect(await selectFact(first.db, { name: "shape", value: "%" })).toEqual([]);
  expect(await selectFact(first.db, { name: "\0given value", value: "\0given name" })).toEqual([{ value: "\0given name" }]);
  expect(await selectFact(second.db, { name: "colour", value: "%" })).toEqual([]);
});

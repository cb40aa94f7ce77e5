import { expect, test } from "vitest";
import { insertRow, KeyTakenError } from "#db/commit";
import { openStore } from "#test/support/store";

const AT = "2026-03-01T00:00:00.000Z";

test("a commit is there once it is answered", async () => {
  const { db, writer } = await openStore();
  await writer.commit({ steps: [insertRow("agreements", { id: "agr_1", slug: "terms", kind: "terms", happenedAt: AT, recordedAt: AT })] });
  expect(await db.selectFrom("agreements").select("slug").execute()).toEqual([{ slug: "terms" }]);
});

test("a taken key is named", async () => {
  const { writer } = await openStore();
  const step = (id: string) => insertRow("agreements", { id, slug: "terms", kind: "terms", happenedAt: AT, recordedAt: AT });
  const outcomes = await Promise.allSettled(["a", "b", "c"].map((id) => writer.commit({ steps: [step(id)] })));
  expect(outcomes.map((o) => o.status)).toEqual(["fulfilled", "rejected", "rejected"]);
  await expect(writer.commit({ steps: [step("x")] })).rejects.toEqual(new KeyTakenError("agreements", ["slug"]));
});

test("keys seal", async () => {
  const { keys } = await openStore();
  await keys.createPartyKey("pty_1");
  expect(await keys.open("pty_1", "parties.name", await keys.seal("pty_1", "parties.name", "张三"))).toBe("张三");
});

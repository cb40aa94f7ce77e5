import { expect, test } from "vitest";
import { createTextCache } from "#app/domain/publication/text-cache";

test("what was used least lately goes first when room is short", () => {
  const cache = createTextCache<string>(10);
  cache.set("a", "A", 4);
  cache.set("b", "B", 4);
  cache.get("a");
  cache.set("c", "C", 4);
  expect([cache.get("a"), cache.get("b"), cache.get("c")]).toEqual(["A", undefined, "C"]);
});

test("a value set again counts once", () => {
  const cache = createTextCache<string>(10);
  cache.set("a", "old", 6);
  cache.set("a", "new", 6);
  cache.set("b", "B", 4);
  expect([cache.get("a"), cache.get("b")]).toEqual(["new", "B"]);
});

test("a value heavier than the room is not kept and drives nothing out", () => {
  const cache = createTextCache<string>(10);
  cache.set("a", "A", 4);
  cache.set("b", "B", 11);
  expect([cache.get("a"), cache.get("b")]).toEqual(["A", undefined]);
});

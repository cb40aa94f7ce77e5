import { expect, test } from "vitest";
import { readImportOrder } from "#app/cli/import-order";
import { UsageError } from "#app/cli/usage";

test("what is not given is left to the agreement or the default", () => {
  expect(readImportOrder(["terms.md", "--agreement", "service"])).toEqual({
    file: "terms.md",
    slug: "service",
    kind: null,
    language: null,
    title: null,
    propertiesFile: null,
    publish: null,
  });
});

test("everything can be given, in any order", () => {
  const args = "--kind consent --publish --flags f.json --language en --properties p.json --title T terms.md --agreement service";
  expect(readImportOrder(args.split(" "))).toEqual({
    file: "terms.md",
    slug: "service",
    kind: "consent",
    language: "en",
    title: "T",
    propertiesFile: "p.json",
    publish: { flagsFile: "f.json" },
  });
});

test.each([
  ["no file", "--agreement service", "one FILE"],
  ["two files", "a.md b.md --agreement service", "one FILE"],
  ["no agreement", "terms.md", "--agreement SLUG"],
  ["an agreement that is no slug", "terms.md --agreement No_Slug", "--agreement SLUG"],
  ["an unknown kind", "terms.md --agreement service --kind policy", "--kind is"],
  ["an unknown language", "terms.md --agreement service --language klingon", "--language is"],
  ["a blank title", "terms.md --agreement service --title=", "--title is blank"],
  ["an unknown option", "terms.md --agreement service --force", "--force"],
  ["an option without its value", "terms.md --agreement", "--agreement"],
  ["publication without flags", "terms.md --agreement service --publish", "needs --flags FILE"],
  ["flags without publication", "terms.md --agreement service --flags f.json", "goes with --publish"],
])("an order with %s is not understood", (_what, args, reason) => {
  expect(() => readImportOrder(args.split(" "))).toThrow(UsageError);
  expect(() => readImportOrder(args.split(" "))).toThrow(reason);
});

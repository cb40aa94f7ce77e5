import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { connect } from "#db/connect";
import { StoreError } from "#db/store-error";
import { temporaryFolder } from "#test/support/store";

vi.mock("sqlite3", () => {
  throw new Error("Could not locate the bindings file.");
});

test("without the compiled part of sqlite3 the start says how to get it", async () => {
  const opening = connect({ file: join(await temporaryFolder(), "concordat.sqlite") });
  await expect(opening).rejects.toThrow(StoreError);
  await expect(opening).rejects.toThrow("Run `npm rebuild sqlite3`; it needs python3, make and g++.");
});

import { expect, test } from "vitest";
import { LEDGER_CRYPTO } from "#app/domain/evidence/ledger/crypto.server";
import { BAG_PLACES, judgeBag, type BagJudgement } from "#app/ledger/bag";
import { parseUtf8 } from "#app/ledger/bytes";
import type { NoteKey } from "#app/ledger/note";
import { digest, evidenceBag, forged, type Bag } from "#test/support/bag";
import { KEY } from "#test/support/evidence";
import { testSigner } from "#test/support/ledger";

function judge(bag: Bag, keys: NoteKey[] = [KEY]): BagJudgement {
  return judgeBag({ crypto: LEDGER_CRYPTO, digest }, bag, keys);
}

/** The four answers of each record, or its fault. */
function told({ records }: BagJudgement): unknown[] {
  return records.map((record) => {
    if ("fault" in record) return record.fault;
    const { logged, consistent, text, person } = record.judgement.verification;
    return [logged, consistent, text, person].map(({ state }) => state);
  });
}

function textIn(bag: Bag, path: string): string {
  return parseUtf8(bag.get(path) ?? new Uint8Array()) ?? "";
}

test("a whole bag holds by a key that was given, and by its own agrees with itself only", async () => {
  const bag = await evidenceBag();
  const judgement = judge(bag);
  expect(judgement).toMatchObject({ bag: null, strays: [], trust: "given", verdict: "holds" });
  expect(told(judgement)).toEqual([["yes", "yes", "yes", "yes"]]);
  expect(judge(bag, [])).toMatchObject({ trust: "inside", verdict: "selfConsistent" });
});

test("of an erased person it says so, by the entry of the erasure in the same bag", async () => {
  const judgement = judge(await evidenceBag({ isErased: true }));
  expect(told(judgement)).toEqual([["yes", "yes", "yes", "erased"], ["yes", "yes", "notGiven", "notGiven"]]);
  expect(judgement.verdict).toBe("holds");
});

test("what stands in the ledger of another key fails", async () => {
  const judgement = judge(await evidenceBag(), [testSigner("other.example").key]);
  expect(judgement.verdict).toBe("fails");
});

test.each<[string, (bag: Bag) => Bag, unknown]>([
  ["the decoded view says another thing than the bytes", (bag) => forged(bag, { [BAG_PLACES.records]: textIn(bag, BAG_PLACES.records).replace('"record":"acc_01"', '"record":"acc_02"') }), ["viewOther"]],
  ["the line names another place", (bag) => forged(bag, { [BAG_PLACES.records]: textIn(bag, BAG_PLACES.records).replace('"index":11', '"index":12') }), ["placeOther"]],
  ["the line is cut off", (bag) => forged(bag, { [BAG_PLACES.records]: textIn(bag, BAG_PLACES.records).slice(0, 100) }), ["lineMalformed"]],
  ["the proof is missing", (bag) => forged(bag, { "data/proofs/11.tlog-proof": null }), ["unreadable"]],
  ["an opening is of another value", (bag) => forged(bag, { [BAG_PLACES.openings]: textIn(bag, BAG_PLACES.openings).replace("a@terms.example", "b@terms.example") }), [["yes", "yes", "yes", "no"]]],
  ["a line of openings is none", (bag) => forged(bag, { [BAG_PLACES.openings]: `${textIn(bag, BAG_PLACES.openings)}null\n` }), [["yes", "yes", "yes", "yes"], "lineMalformed"]],
  ["the checkpoint between is of another history", (bag) => forged(bag, { "data/consistency/12.consistency": textIn(bag, "data/consistency/12.consistency").replace(/^([^\n]*\n)[^\n]*\n/, "$1") }), [["yes", "no", "yes", "yes"]]],
])("a bag whose list of files was made anew: %s", async (_name, change, answers) => {
  const judgement = judge(change(await evidenceBag()));
  expect(judgement.bag).toBeNull();
  expect(told(judgement)).toEqual(answers);
  expect(judgement.verdict).toBe("fails");
});

test("a text on which no entry rests is a stray; a missing one is said to be missing", async () => {
  const bag = await evidenceBag();
  expect(judge(forged(bag, { "data/documents/0.md": "# 另一份条款" }))).toMatchObject({ strays: ["data/documents/0.md"], verdict: "fails" });
  const text = [...bag.keys()].find((path) => path.startsWith("data/documents/")) ?? "";
  expect(told(judge(forged(bag, { [text]: null })))).toEqual([["yes", "yes", "notGiven", "yes"]]);
});

test("a bag without entries, and any nonsense in the place of its files, is refused and never throws", async () => {
  const bag = await evidenceBag();
  expect(judge(forged(bag, { [BAG_PLACES.records]: "" })).verdict).toBe("fails");
  for (const path of bag.keys()) {
    if (path === "tagmanifest-sha256.txt") continue;
    for (const content of ["", "null", "[]\n{}\n", "\ufeff", new Uint8Array([0xff, 0xfe]), "{\"index\":1e99}\n"]) {
      expect(["fails", "holds"]).toContain(judge(forged(bag, { [path]: content })).verdict);
      expect(judge(new Map([...bag, [path, typeof content === "string" ? new TextEncoder().encode(content) : content]])).verdict).toBe("fails");
    }
  }
});

test("a checkpoint of a ledger of which the bag has no entry is a stray: nothing is held against it, and the bag fails", async () => {
  const bag = await evidenceBag();
  const foreign = textIn(bag, "data/checkpoints/12.checkpoint").replace(/^[^\n]+/, "elsewhere.example/log");
  const judgement = judge(forged(bag, { "data/checkpoints/9-12.checkpoint": foreign }));
  expect(judgement).toMatchObject({ bag: null, strays: ["data/checkpoints/9-12.checkpoint"], verdict: "fails" });
  expect(told(judgement)).toEqual([["yes", "yes", "yes", "yes"]]);
});

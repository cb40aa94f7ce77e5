import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { canonicalJson } from "#app/ledger/canonical";

const VECTORS = process.env.VECTORS_DIR ?? "../shared/vectors";

test.for(["arrays", "french", "structures", "unicode", "values", "weird"])(
  "the published vector %s of RFC 8785 is met byte for byte",
  (name, { skip }) => {
    const input = `${VECTORS}/jcs/${name}.input.json`;
    if (!existsSync(input)) skip(`${input} is not here`);
    const expected = readFileSync(`${VECTORS}/jcs/${name}.outhex.txt`, "utf8").replace(/\s+/g, "");
    expect(Buffer.from(canonicalJson(JSON.parse(readFileSync(input, "utf8")))).toString("hex")).toBe(expected);
  },
);

test("members that are undefined are left out and keys are sorted by code unit", () => {
  expect(canonicalJson({ b: 1, a: undefined, "€": 2, A: [null, "x"] })).toBe('{"A":[null,"x"],"b":1,"€":2}');
});

test("what JSON cannot carry is refused", () => {
  expect(() => canonicalJson(Number.NaN)).toThrow("not a JSON number");
  expect(() => canonicalJson(["\ud800"])).toThrow("lone surrogate");
});

import { existsSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { canonicalJson, entryBytes, entryJson, isInProfile, type JsonValue } from "#app/ledger/canonical";

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
  expect(() => canonicalJson({ "\ud800": 1 })).toThrow("lone surrogate");
});

test("a list with a hole or with undefined in it is refused", () => {
  const holed: JsonValue[] = [1, 2, 3];
  delete holed[1];
  expect(() => canonicalJson(holed)).toThrow("undefined is not JSON");
});

test("an entry's JSON is sorted, without white space, and not normalised", () => {
  const decomposed = "e\u0301";
  expect(entryJson({ b: [1, -2, 0, -0], a: { "\u{1f600}": true, "\uffff": null }, c: decomposed }))
    .toBe(`{"a":{"\u{1f600}":true,"\uffff":null},"b":[1,-2,0,0],"c":"${decomposed}"}`);
  expect(Buffer.from(entryBytes("条款")).toString("hex")).toBe(`22${Buffer.from("条款").toString("hex")}22`);
});

function nested(levels: number): JsonValue {
  return levels === 0 ? 1 : [nested(levels - 1)];
}

/** As a value comes from code that the compiler did not see. */
function untyped(value: unknown): JsonValue {
  return Object.assign(Object.create(null), { value }).value;
}

test.each<[string, unknown, string]>([
  ["a fraction", { a: [0.5] }, "value.a[0] is not an integer"],
  ["an integer beyond 2^53", { a: 2 ** 53 }, "value.a is not an integer"],
  ["infinity", Infinity, "value is not an integer"],
  ["half a surrogate pair", { a: { b: "x\udc00" } }, "value.a.b holds a lone surrogate"],
  ["half a surrogate pair in a name", { a: { "\ud800": 1 } }, "value.a has a member named by a lone surrogate"],
  ["an undefined member", { a: 1, b: undefined }, "value.b is undefined"],
  ["an undefined item", [1, undefined], "value[1] is undefined"],
  ["a bigint", { a: 1n }, "value.a is bigint"],
  ["a function", { a: () => 1 }, "value.a is function"],
  ["a Date", { a: new Date(0) }, "value.a is not plain data"],
  ["a Map", new Map(), "value is not plain data"],
  ["bytes", { a: new Uint8Array(2) }, "value.a is not plain data"],
  ["33 levels", nested(33), "lies too deep"],
])("%s has no place in an entry", (_what, value, message) => {
  expect(isInProfile(untyped(value))).toBe(false);
  expect(() => entryJson(untyped(value))).toThrow(message);
});

test("a value that contains itself is refused, not followed for ever", () => {
  const circle: JsonValue[] = [];
  circle.push(circle);
  expect(() => entryJson(circle)).toThrow("lies too deep");
});

test("what is within the profile comes back from its JSON, and is written the same again", () => {
  const profile = fc.letrec<{ value: JsonValue }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom(null, true, false), fc.maxSafeInteger(), fc.string({ unit: "grapheme" }), fc.array(tie("value"), { maxLength: 4 }),
      fc.dictionary(fc.string(), tie("value"), { maxKeys: 4 }),
    ),
  })).value;
  fc.assert(fc.property(profile, (value) => {
    const again: JsonValue = JSON.parse(entryJson(value));
    expect(entryJson(again)).toBe(entryJson(value));
  }));
});

import fc from "fast-check";
import { expect, test } from "vitest";
import { messageParts, type MessagePart } from "#app/domain/notice/inbox/message-parts";

test("headings, lists, quotations, lines and addresses are told apart", () => {
  const parts = messageParts("Title\n=====\n\nDear Li,\nyes.\n\nWhy\n---\n\n- one\n- two\n\n> said\n> more\n");
  expect(parts).toEqual([
    { kind: "title", text: "Title" },
    { kind: "lines", lines: [[words("Dear Li,")], [words("yes.")]] },
    { kind: "heading", text: "Why" },
    { kind: "list", lines: [[words("one")], [words("two")]] },
    { kind: "quote", lines: [[words("said")], [words("more")]] },
  ]);
});

function words(text: string) {
  return { kind: "words", text };
}

test.each([
  ["See https://a.example/x?y=1.", ["See ", "https://a.example/x?y=1", "."]],
  ["见（https://a.example/条款）。", ["见（", "https://a.example/条款", "）。"]],
  ["javascript:alert(1) data:x", ["javascript:alert(1) data:x"]],
])("of “%s” only the address can be followed, without the mark after it", (line, pieces) => {
  const [part] = messageParts(line);
  expect(part && "lines" in part ? part.lines[0]?.map(({ text }) => text) : []).toEqual(pieces);
});

test("only web addresses become links", () => {
  const [part] = messageParts("javascript:alert(1) http://ok.example");
  expect(part && "lines" in part ? part.lines.flat().filter(({ kind }) => kind === "address") : []).toEqual([{ kind: "address", text: "http://ok.example" }]);
});

test("an empty message has no parts", () => {
  expect([messageParts(""), messageParts("\n\n\n")]).toEqual([[], []]);
});

test("what stands before the signature is a rule", () => {
  expect(messageParts("Yours\n\n--\nExample Ltd.")).toMatchObject([{ kind: "lines" }, { kind: "rule" }, { kind: "lines", lines: [[words("Example Ltd.")]] }]);
});

function textsOf(part: MessagePart): string[] {
  if (part.kind === "rule") return [];
  return "text" in part ? [part.text] : part.lines.flat().map(({ text }) => text);
}

test("every word of a message is kept, in its order", () => {
  const line = fc.oneof(fc.stringMatching(/^[\w.:/ ]{0,12}$/), fc.constantFrom("-----", "=====", "--", "- one", "> said", "https://a.example/b."));
  const wordsIn = (text: string) => text.split(/\s+/).filter((word) => !/^[-=>]*$/.test(word)).join("");
  fc.assert(fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
    const text = lines.join("\n");
    expect(wordsIn(messageParts(text).flatMap(textsOf).join(" "))).toBe(wordsIn(text));
  }));
});

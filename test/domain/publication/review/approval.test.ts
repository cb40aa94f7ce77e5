import { expect, test } from "vitest";
import { approvalSha256, type Approvable } from "#app/domain/publication/review/approval";

const APPROVED: Approvable = {
  slug: "general-terms",
  number: 2,
  manifestSha256: "aa",
  texts: [
    { language: "zh-CN", isBinding: true, title: "通用条款", sha256: "bb" },
    { language: "en", isBinding: false, title: "General Terms", sha256: "cc" },
  ],
  effective: "2026-04-01T00:00:00.000Z",
};

test("the order in which texts are given does not change the hash", () => {
  const texts = APPROVED.texts.toReversed();
  expect(approvalSha256({ ...APPROVED, texts })).toBe(approvalSha256(APPROVED));
});

test.each<[string, Partial<Approvable>]>([
  ["the agreement", { slug: "other" }],
  ["the number", { number: 3 }],
  ["the manifest", { manifestSha256: "ab" }],
  ["the date", { effective: "2026-04-01T00:00:00.001Z" }],
  ["a missing text", { texts: APPROVED.texts.slice(1) }],
  ["a text", { texts: APPROVED.texts.map((text) => ({ ...text, sha256: `${text.sha256}0` })) }],
  ["a title", { texts: APPROVED.texts.map((text) => ({ ...text, title: `${text.title} ` })) }],
  ["the language that binds", { texts: APPROVED.texts.map((text) => ({ ...text, isBinding: !text.isBinding })) }],
])("another hash must be approved when %s changes", (_what, change) => {
  expect(approvalSha256({ ...APPROVED, ...change })).not.toBe(approvalSha256(APPROVED));
});

import { expect, test } from "vitest";
import { inLanguage } from "#app/domain/publication/localised";

const NAMES = { "zh-CN": "名称", en: "name" };

test("the first wanted language that there is wins", () => {
  expect(inLanguage(NAMES, ["en", "zh-CN"])).toEqual({ text: "name", language: "en" });
  expect(inLanguage(NAMES, ["de", "zh-CN"])).toEqual({ text: "名称", language: "zh-CN" });
});

test("a language serves another form of itself, but an exact match comes first", () => {
  expect(inLanguage(NAMES, ["zh-TW"])).toEqual({ text: "名称", language: "zh-CN" });
  expect(inLanguage(NAMES, ["zh-TW", "en"])).toEqual({ text: "name", language: "en" });
});

test("any language is better than none", () => {
  expect(inLanguage({ ja: "名前" }, ["en"])).toEqual({ text: "名前", language: "ja" });
  expect(inLanguage({}, ["en"])).toEqual({ text: "", language: "" });
});

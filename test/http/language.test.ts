import { expect, test } from "vitest";
import { preferredLanguage } from "#app/http/language.server";

test.each([
  ["zh-CN,zh;q=0.9,en;q=0.8", "zh-CN"],
  ["en-GB,en;q=0.9,zh-CN;q=0.8", "en"],
  ["fr-FR,fr;q=0.9,en;q=0.3,zh-TW;q=0.4", "zh-CN"],
  ["de, en;q=0.5", "en"],
  ["EN", "en"],
])("of %s the reader likes %s best", (header, language) => {
  expect(preferredLanguage(header)).toBe(language);
});

test.each(["", "fr-FR", "en;q=0", "*", ";;,,q=1", "english"])("%s names none of ours", (header) => {
  expect(preferredLanguage(header)).toBeNull();
});

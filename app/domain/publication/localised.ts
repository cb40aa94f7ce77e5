/** A text with the language that it is in. */
export type Localised = { text: string; language: string };

/** The text in the first of the wanted languages that there is ("zh" serves "zh-CN" and the reverse), else in any. */
export function inLanguage(texts: Readonly<Record<string, string>>, wanted: readonly string[]): Localised {
  const languages = Object.keys(texts);
  const found =
    wanted.map((language) => languages.find((each) => each === language)).find((language) => language !== undefined) ??
    wanted.map((language) => languages.find((each) => baseOf(each) === baseOf(language))).find((language) => language !== undefined) ??
    languages[0];
  return found === undefined ? { text: "", language: "" } : { text: texts[found] ?? "", language: found };
}

function baseOf(language: string): string {
  return language.split("-")[0] ?? language;
}

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { agreementProperties, versionManifest } from "#app/domain/publication/manifest";
import { readOutline, type Clause } from "#app/domain/text/outline";
import { findReferences } from "#app/domain/text/references";

const SLUGS = readdirSync("content");
const VERSIONS = SLUGS.flatMap((slug) => versionNumbersOf(slug).map((number) => ({ slug, number })));
const TEXTS = VERSIONS.flatMap((version) => languagesOf(version).map((language) => ({ ...version, language })));

type VersionName = (typeof VERSIONS)[number];
type TextName = (typeof TEXTS)[number];

function versionNumbersOf(slug: string): number[] {
  const names = readdirSync(join("content", slug)).filter((name) => /^\d+\.json$/.test(name));
  return names.map((name) => Number.parseInt(name, 10)).sort((a, b) => a - b);
}

function languagesOf({ slug, number }: VersionName): string[] {
  const names = readdirSync(join("content", slug)).filter((name) => name.startsWith(`${number}.`) && name.endsWith(".md"));
  return names.map((name) => name.slice(`${number}.`.length, -".md".length));
}

function propertiesOf(slug: string) {
  return agreementProperties.parse(JSON.parse(readFileSync(join("content", slug, "agreement.json"), "utf8")));
}

function manifestOf({ slug, number }: VersionName) {
  return versionManifest.parse(JSON.parse(readFileSync(join("content", slug, `${number}.json`), "utf8")));
}

function sourceOf({ slug, number, language }: TextName): string {
  return readFileSync(join("content", slug, `${number}.${language}.md`), "utf8");
}

/** What a manifest names: the preamble's paragraphs and the clauses. */
function unitsOf(text: TextName): Clause[] {
  return readOutline(sourceOf(text)).clauses.filter(({ role }) => role === "preamble" || role === "clause");
}

function numberOf({ number }: Clause): string | null {
  return number?.replace(/\.$/, "") ?? null;
}

function numbersOf(text: TextName): string[] {
  return unitsOf(text).flatMap((unit) => numberOf(unit) ?? []);
}

/** The numbers that may follow: the first below, and the next at each level. */
function followersOf(number: string): string[] {
  const parts = number.split(".").map(Number);
  const next = parts.map((part, index) => [...parts.slice(0, index), part + 1].join("."));
  return [...next, `${number}.1`];
}

/** For each clause, the numbers that it names, sorted; null for one that the text does not have. Words such as "本条" are left out. */
function namedClauses(text: TextName): (string | null)[][] {
  const units = unitsOf(text);
  const references = findReferences({ clauses: units }).filter((reference) => /\d/.test(reference.text));
  const numbers = new Map<string | null, string | null>(units.map((unit) => [unit.id, numberOf(unit)]));
  return units.map(({ id }) => {
    const targets = references.filter(({ clauseId }) => clauseId === id).flatMap((reference) => reference.targets);
    return targets.map((target) => numbers.get(target) ?? null).sort();
  });
}

/** What each clause says, by its id, in the binding text. */
function bindingBodies(version: VersionName): Map<string, string> {
  const units = unitsOf({ ...version, language: propertiesOf(version.slug).bindingLanguage });
  return new Map(manifestOf(version).clauses.map(({ id }, index) => [id, `${units[index]?.heading ?? ""}\n${units[index]?.body ?? ""}`]));
}

/** Ids of clauses that carry a flag in either version and do not say the same in both. */
function changedFlaggedClauses(before: VersionName, after: VersionName): string[] {
  const [old, now] = [bindingBodies(before), bindingBodies(after)];
  const flagged = [before, after].flatMap((version) => manifestOf(version).clauses).filter(({ flags }) => flags !== undefined);
  return flagged.map(({ id }) => id).filter((id) => old.get(id) !== now.get(id));
}

test("every folder of content holds properties, texts and manifests, and nothing else", () => {
  expect(SLUGS.length).toBeGreaterThan(0);
  const strays = SLUGS.flatMap((slug) => readdirSync(join("content", slug)).map((name) => `${slug}/${name}`)).filter(
    (path) => !/\/(agreement\.json|\d+\.json|\d+\.[a-zA-Z-]+\.md)$/.test(path),
  );
  expect(strays).toEqual([]);
});

test.each(SLUGS)("%s has valid properties under its own slug, and purposes exactly when it asks for consent", (slug) => {
  const properties = propertiesOf(slug);
  expect(properties.slug).toBe(slug);
  expect(Intl.supportedValuesOf("timeZone")).toContain(properties.zone);
  expect((properties.purposes ?? []).length > 0).toBe(properties.kind === "consent");
});

test.each(SLUGS)("the versions of %s are numbered from 1 without a gap, and only the first builds on none", (slug) => {
  const manifests = versionNumbersOf(slug).map((number) => manifestOf({ slug, number }));
  expect(manifests.map(({ version }) => version)).toEqual(manifests.map((_, index) => index + 1));
  expect(manifests.map(({ buildsOn }) => buildsOn ?? 0).every((buildsOn, index) => (index === 0 ? buildsOn === 0 : buildsOn > 0 && buildsOn <= index))).toBe(true);
  expect(manifests.map(({ changeClass }) => changeClass === "first")).toEqual(manifests.map((_, index) => index === 0));
});

test.each(VERSIONS)("$slug $number exists in the binding language and in English, with reason and summary in each language", (version) => {
  const languages = languagesOf(version).sort();
  const { classReason, summary } = manifestOf(version);
  expect(languages).toEqual(expect.arrayContaining([propertiesOf(version.slug).bindingLanguage, "en"]));
  expect(Object.keys(classReason).sort()).toEqual(languages);
  expect(Object.keys(summary).sort()).toEqual(languages);
});

test.each(TEXTS)("$slug $number in $language has a title, a date line, plain line ends and no hidden characters", (text) => {
  const source = sourceOf(text);
  expect(source).toMatch(/^---\ntitle: \S.*\n---\n\n> \S.*\d{4}.*\n\n/);
  expect(source).toMatch(/[^\n]\n$/);
  expect(source).not.toMatch(/[\r\t\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/u);
});

test.each(TEXTS)("$slug $number in $language is read without doubt: its title, its date, a preamble, then clauses without a gap or a repeat", (text) => {
  const outline = readOutline(sourceOf(text));
  const numbers = numbersOf(text);
  expect(outline.doubts.filter(({ code }) => code !== "emphasis-absent")).toEqual([]);
  expect(outline.clauses.map(({ role }) => role).filter((role, index, all) => role !== all[index - 1])).toEqual(["frontMatter", "date", "preamble", "clause"]);
  expect(outline.title).not.toBeNull();
  expect(numbers[0]).toBe("1");
  expect(numbers.filter((number, index) => !followersOf(numbers[index - 1] ?? "0").includes(number))).toEqual([]);
});

test.each(TEXTS)("the manifest of $slug $number names each paragraph and clause of the text in $language once", (text) => {
  const ids = manifestOf(text).clauses.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.length).toBe(unitsOf(text).length);
});

test.each(TEXTS)("where $slug $number in $language promises emphasis, flags of the manifest give it", (text) => {
  const isPromised = readOutline(sourceOf(text)).doubts.some(({ code }) => code === "emphasis-absent");
  const isGiven = manifestOf(text).clauses.some(({ flags }) => flags?.includes("conspicuous"));
  expect(isGiven || !isPromised).toBe(true);
});

test.each(VERSIONS)("$slug $number has the same clauses, naming the same clauses, in every language", (version) => {
  const texts = languagesOf(version).map((language) => ({ ...version, language }));
  for (const text of texts) {
    expect(unitsOf(text).map(numberOf)).toEqual(texts.slice(0, 1).flatMap(unitsOf).map(numberOf));
    expect(namedClauses(text)).toEqual(texts.slice(0, 1).flatMap(namedClauses));
  }
});

test.each(TEXTS)("every clause that $slug $number names in $language exists", (text) => {
  expect(namedClauses(text).flat()).not.toContain(null);
});

test.each(VERSIONS.filter(({ number }) => number > 1))("$slug $number calls the change of a flagged clause essential", (version) => {
  const { buildsOn, changeClass } = manifestOf(version);
  const changed = changedFlaggedClauses({ slug: version.slug, number: buildsOn ?? 0 }, version);
  expect(changed.length === 0 || changeClass === "essential").toBe(true);
});

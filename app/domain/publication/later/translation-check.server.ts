import { readHistory, readText } from "#app/domain/publication/catalog.server";
import type { AgreementHistory, Version, VersionText } from "#app/domain/publication/history";
import { findMisfits, type Misfit } from "#app/domain/publication/drafting/misfit";
import { proposedText, type ProposedText } from "#app/domain/publication/later/proposal";
import { readSource, type Source } from "#app/domain/publication/files/source";
import { clausesById, clausesIn, isChanged, translationBehind } from "#app/domain/publication/later/translation-steps.server";
import { DomainError } from "#app/domain/refusal";
import { textOf } from "#app/domain/text/identity";
import { lintOutline, type Finding } from "#app/domain/text/lint";
import type { Portal } from "#app/portal.server";

type Reading = Pick<Portal, "db">;
type Asked = { slug: string; number: number; language: string };

/** A clause of the binding text and its translation; null where the translation has none. */
export type TranslatedClause = { id: string; number: string | null; binding: string; own: string | null; step: "in step" | "behind" };

/** A translation beside the binding text. */
export type TranslationReview = {
  version: Version;
  binding: VersionText;
  /** The newest revision; null where there is none in this language. */
  published: VersionText | null;
  /** The text looked at: the one given, else the newest revision; null where there is neither. */
  body: string | null;
  clauses: TranslatedClause[];
  misfits: Misfit[];
  findings: Finding[];
};

/**
 * The translation of a published version beside its binding text, clause by clause: the newest revision, or a text that is
 * to be added. Throws agreement-unknown, version-unknown, text-binding-fixed.
 */
export async function reviewTranslation(reading: Reading, asked: Asked & { source: Source | null }): Promise<TranslationReview> {
  const { history, version } = await findVersion(reading, asked);
  const { language, source } = asked;
  const binding = bindingOf(version);
  if (binding.language === language) throw new DomainError("text-binding-fixed", { language });
  const published = version.texts.find((text) => text.language === language) ?? null;
  const body = source?.body ?? (published && (await readText(reading, published.sha256)));
  const bound = proposedText(await textWith(reading, binding));
  const given = body === null ? null : proposedText({ body, originalSha256: "", language, file: "" });
  return {
    version, binding, published, body,
    clauses: await translatedClauses(reading, { history, version, binding, published, body }),
    misfits: given ? findMisfits(bound.outline, given.outline) : [],
    findings: given ? lintTranslation(given, version) : [],
  };
}

type Sides = Pick<TranslationReview, "version" | "binding" | "published" | "body"> & { history: AgreementHistory };

async function translatedClauses(reading: Reading, { history, version, binding, published, body }: Sides): Promise<TranslatedClause[]> {
  const bound = await clausesIn(reading, version, binding);
  const newest = await clausesIn(reading, version, published ?? undefined);
  const own = body === null ? newest : clausesById(body, version);
  const behind = published ? await translationBehind(reading, history, { version, language: published.language }) : new Set<string>();
  return [...bound].map(([id, clause]) => {
    const words = own.get(id);
    const isBehind = behind.has(id) && !isChanged(newest.get(id), words);
    return { id, number: clause.number, binding: textOf(clause), own: words ? textOf(words) : null, step: isBehind ? "behind" : "in step" };
  });
}

/** What is wrong with a translation, as publication would find it. */
export function lintTranslation({ outline }: ProposedText, { clauses }: Version): Finding[] {
  const conspicuousIds = new Set(clauses.filter(({ flags }) => flags.includes("conspicuous")).map(({ id }) => id));
  return lintOutline(outline, { conspicuousIds });
}

/** An agreement's version. Throws agreement-unknown, version-unknown. */
export async function findVersion({ db }: Reading, { slug, number }: Pick<Asked, "slug" | "number">): Promise<{ history: AgreementHistory; version: Version }> {
  const history = await readHistory({ db }, slug);
  if (!history) throw new DomainError("agreement-unknown", { slug: slug.slice(0, 80) });
  const version = history.versions.find((each) => each.number === number);
  if (!version) throw new DomainError("version-unknown", { slug, number });
  return { history, version };
}

/** The text of a version that binds. */
export function bindingOf({ id, texts }: Version): VersionText {
  const binding = texts.find(({ isBinding }) => isBinding);
  if (!binding) throw new Error(`version ${id} has no binding text`);
  return binding;
}

/** A published text with its bytes, as checks of publication take it. */
export async function textWith(reading: Reading, { sha256, language }: VersionText): Promise<Source & { language: string; file: string }> {
  const body = await readText(reading, sha256);
  return { ...readSource(Buffer.from(body), `${language}.md`), language, file: `${language}.md` };
}

import { sha256Of } from "#app/domain/digest";
import type { DraftContent } from "#app/domain/publication/drafting/draft";
import type { ClauseFlag } from "#app/domain/publication/manifest";
import { DomainError } from "#app/domain/refusal";
import { applyManifest, isCovered, readOutline, type Clause } from "#app/domain/text/outline";

/** A draft with its texts read as clauses; the clauses of a text joined give its markdown. */
export type OpenDraft = Omit<DraftContent, "texts"> & { texts: OpenText[] };

export type OpenText = Omit<DraftContent["texts"][number], "body"> & {
  /** All spans, title and date line included, with the ids of the manifest. */
  clauses: Clause[];
};

/** Reads the texts of a draft. Throws manifest-misfit for a text that has not the clauses of the manifest. */
export function openDraft({ texts, ...content }: DraftContent): OpenDraft {
  const ids = content.version.clauses.map(({ id }) => id);
  return { ...content, texts: texts.map(({ body, ...text }) => ({ ...text, clauses: clausesWithIds(body, ids, text.language) })) };
}

/** Instead of the hash of a file: the text was edited since it came out of one. */
export const EDITED = "";

/** The draft as it is stored: the clauses joined, and the hash of what they give. */
export function closeDraft({ texts, ...content }: OpenDraft): DraftContent {
  return { ...content, texts: texts.map(closeText) };
}

/** The flags of each clause that has any. */
export function flagsById(version: Pick<DraftContent["version"], "clauses">): Map<string, readonly ClauseFlag[]> {
  return new Map(version.clauses.flatMap(({ id, flags }) => (flags && flags.length > 0 ? [[id, flags] as const] : [])));
}

/** The text that binds; the first one where it is not there yet. */
export function bindingOf({ agreement, texts }: OpenDraft): OpenText {
  const text = texts.find(({ language }) => language === agreement.bindingLanguage) ?? texts[0];
  if (!text) throw new DomainError("text-missing", { file: agreement.slug, number: 0, language: agreement.bindingLanguage });
  return text;
}

/** The text in a language. Throws text-missing. */
export function textIn(draft: OpenDraft, language: string): OpenText {
  const text = draft.texts.find((each) => each.language === language);
  if (!text) throw new DomainError("text-missing", { file: draft.agreement.slug, number: draft.version.version, language });
  return text;
}

/** A clause of a text. Throws clause-absent. */
export function clauseIn({ clauses }: OpenText, id: string): Clause {
  const clause = clauses.find((each) => each.id === id);
  if (!clause) throw new DomainError("clause-absent", { clause: id });
  return clause;
}

function clausesWithIds(body: string, ids: readonly string[], language: string): Clause[] {
  const outline = readOutline(body);
  const fit = applyManifest(outline, ids);
  if (fit.fits) return fit.outline.clauses;
  const found = outline.clauses.filter(isCovered).length;
  throw new DomainError("manifest-misfit", { file: `${language}.md`, manifest: "the manifest", found, expected: ids.length });
}

function closeText({ clauses, originalSha256, ...text }: OpenText): DraftContent["texts"][number] {
  const body = clauses.map(({ source }) => source).join("");
  return { ...text, body, originalSha256: originalSha256 === EDITED ? sha256Of(body) : originalSha256 };
}

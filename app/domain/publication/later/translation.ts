import { sha256Of } from "#app/domain/digest";
import { bindingOf, clauseIn, textIn, type OpenDraft } from "#app/domain/publication/drafting/open-draft";
import { textOf } from "#app/domain/text/identity";

type Place = { clauseId: string; language: string };

/** Whether each clause of a translation says what the binding text says, as far as its history tells. */
export type TranslationStep = "in step" | "behind";

/**
 * The clauses of a translation that are behind: the binding text changed after the translation was written or confirmed,
 * and does not read again as it did then. `draft.behind` keeps, by language and clause, the hash of the binding words
 * that the translation was made from; a clause without an entry is in step.
 */
export function clausesBehind(draft: OpenDraft, language: string): Set<string> {
  const binding = bindingOf(draft);
  const madeFrom = draft.behind?.[language] ?? {};
  return new Set(binding.clauses.flatMap((clause) => (madeFrom[clause.id] !== undefined && madeFrom[clause.id] !== hashOf(clause) ? [clause.id] : [])));
}

/** The draft with the note that a clause was edited: of the binding text, its translations fall behind; of a translation, it is in step. */
export function noteEdit(before: OpenDraft, after: OpenDraft, place: Place): OpenDraft {
  const binding = bindingOf(before);
  if (place.language !== binding.language) return confirmTranslation(after, place);
  const madeFrom = hashOf(clauseIn(binding, place.clauseId));
  const others = after.texts.filter(({ language }) => language !== binding.language);
  const behind = Object.fromEntries(others.map(({ language }) => {
    const known = after.behind?.[language] ?? {};
    return [language, { ...known, [place.clauseId]: known[place.clauseId] ?? madeFrom }];
  }));
  return { ...after, behind };
}

/** The draft with the note that a translation of a clause is in step. */
export function confirmTranslation(draft: OpenDraft, { clauseId, language }: Place): OpenDraft {
  clauseIn(textIn(draft, language), clauseId);
  const others = Object.entries(draft.behind?.[language] ?? {}).filter(([id]) => id !== clauseId);
  return { ...draft, behind: { ...draft.behind, [language]: Object.fromEntries(others) } };
}

/**
 * The draft with another binding language: where its text was behind the former binding one, that one is behind it now;
 * what was behind the former stays behind.
 */
export function noteBinding(before: OpenDraft, after: OpenDraft): OpenDraft {
  const [former, binding] = [bindingOf(before), bindingOf(after)];
  const late = [...clausesBehind(before, binding.language)].map((id) => [id, hashOf(clauseIn(former, id))]);
  const others = Object.entries(after.behind ?? {}).filter(([language]) => language !== binding.language);
  return { ...after, behind: { ...Object.fromEntries(others), [former.language]: Object.fromEntries(late) } };
}

function hashOf(clause: Parameters<typeof textOf>[0]): string {
  return sha256Of(textOf(clause));
}

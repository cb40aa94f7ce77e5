import type { Instant } from "#app/domain/instant";
import { endingFor, marksOn } from "#app/domain/publication/later/ending";
import type { AgreementHistory, ClauseMark, Ending, Version } from "#app/domain/publication/history";
import { inLanguage, type Localised } from "#app/domain/publication/localised";
import type { ClauseName } from "#app/domain/publication/rendered.server";
import type { Language } from "#app/messages/catalogue";

/** A clause that is void, or on which the operator will not rely. */
export type MarkView = {
  id: string;
  kind: ClauseMark["kind"];
  clause: Pick<ClauseName, "id" | "number" | "name">;
  ground: Localised;
  /** Null: from the beginning. */
  sinceAt: Instant | null;
  isForAll: boolean;
};

/** The announced end of an agreement. */
export type EndingView = {
  id: string;
  announcedAt: Instant;
  effectiveAt: Instant;
  hasCome: boolean;
  isForAll: boolean;
  ground: Localised;
  refund: Localised;
  dataUntil: Instant | null;
  /** The version in force when the end was announced. */
  number: number;
  surviving: Pick<ClauseName, "id" | "number" | "name">[];
};

/** Whose view it is: a party's (null: anybody's), now, in the language of the interface. */
export type Concerned = { partyId: string | null; now: Instant; language: Language };

/** An agreement, and its clauses as a text names them. */
type About = { history: AgreementHistory; names: readonly ClauseName[] };

/** The marks of a version that concern a party, in the order of the text. What is known now counts, whenever the version was in force. */
export function viewMarks({ history, version, names }: About & { version: Version }, { partyId, now, language }: Concerned): MarkView[] {
  const marks = marksOn(history, { versionId: version.id, partyId, at: now });
  return names.flatMap((name) => marks.filter(({ clauseId }) => clauseId === name.id).map((mark) => viewMark(mark, { name, version, language })));
}

/** One mark, told to whoever may see it. */
export function viewMark(mark: ClauseMark, { name, version, language }: { name: ClauseName; version: Version; language: Language }): MarkView {
  const { id, kind, ground, sinceAt, parties } = mark;
  const clause = { id: name.id, number: name.number, name: name.name };
  return { id, kind, clause, sinceAt, isForAll: parties === null, ground: inLanguage(ground, [language, version.manifest.agreement.bindingLanguage]) };
}

/** The end that is announced for a party; null where there is none. The clauses are named as in a text of its version. */
export function viewEndingFor(about: About, concerned: Concerned): EndingView | null {
  const ending = endingFor(about.history, concerned.partyId, concerned.now);
  return ending && viewEnding(ending, about, concerned);
}

/** An announced end. */
export function viewEnding(ending: Ending, { history, names }: About, { now, language }: Omit<Concerned, "partyId">): EndingView {
  const version = history.versions.find(({ id }) => id === ending.versionId);
  const localise = (words: Readonly<Record<string, string>>) => inLanguage(words, [language, version?.manifest.agreement.bindingLanguage ?? language]);
  const { id, happenedAt: announcedAt, effectiveAt, dataUntil } = ending;
  return {
    id, announcedAt, effectiveAt, dataUntil,
    hasCome: effectiveAt <= now,
    isForAll: ending.parties === null,
    ground: localise(ending.ground),
    refund: localise(ending.refund),
    number: version?.number ?? 0,
    surviving: ending.surviving.map((clauseId) => clauseNamed(clauseId, version, names)),
  };
}

/** As the names say; a clause that they do not have goes by its number. */
function clauseNamed(id: string, version: Version | undefined, names: readonly ClauseName[]): EndingView["surviving"][number] {
  const known = names.find((name) => name.id === id);
  if (known) return { id, number: known.number, name: known.name };
  const clause = version?.clauses.find((each) => each.id === id);
  return { id, number: clause?.number ?? null, name: clause?.heading ?? id };
}

import type { Block, MarkedClause } from "#app/domain/notice/texts/letter";
import { changesOf, type Redline, type RedlineChange } from "#app/domain/text/redline";
import type { Language } from "#app/messages/catalogue";
import { compareMessages, describeCounts, nameOfClause, tellChange } from "#app/messages/compare";
import { languageName } from "#app/messages/language-names";
import { noticeChanges } from "#app/messages/notice-changes";

/** A redline from an earlier version, in the language that both have. */
export type ComparedWith = { number: number; relation: "inForce" | "base"; redline: Redline; textLanguage: string };

/** Mail programs cut a message off at about 100 KB of HTML: so much of it may be redline. */
const MOST_BYTES = 64_000;
/** What the markup of a clause, and of each run of marked words, takes besides the words. */
const CLAUSE_BYTES = 800;
const MARK_BYTES = 200;
/** So many of the clauses left out are named. */
const MOST_NAMED = 60;

/** The redlines of a notice, one after another. */
export function redlinesBlocks(compared: readonly ComparedWith[], language: Language): Block[] {
  return compared.flatMap((each) => redlineBlocks(each, language, MOST_BYTES / compared.length));
}

/** The changed clauses with their words marked. What finds no room is named and counted, never silently cut. */
function redlineBlocks(compared: ComparedWith, language: Language, mostBytes: number): Block[] {
  const { redline, number, relation, textLanguage } = compared;
  const words = noticeChanges[language];
  const heading: Block = { kind: "heading", text: words.heading.against[relation](number) };
  const changes = changesOf(redline);
  if (changes.length === 0) return [heading, { kind: "paragraph", text: words.redline.none }];
  const { shown, omitted } = withinRoom(changes, mostBytes);
  const source = textLanguage === language ? [] : [words.redline.source(languageName(textLanguage, language))];
  return [
    heading,
    { kind: "paragraph", text: [describeCounts(redline.counts, language), words.redline.marks, ...source].join(language === "en" ? " " : "") },
    ...shown.map((change): Block => ({ kind: "clause", clause: markedClause(change, language, textLanguage) })),
    ...omittedBlocks(omitted, language),
  ];
}

/** Whole clauses only, in their order, for as long as there is room; a clause too long for itself does not keep out those after it. */
function withinRoom(changes: readonly RedlineChange[], mostBytes: number): { shown: RedlineChange[]; omitted: RedlineChange[] } {
  const shown: RedlineChange[] = [];
  const omitted: RedlineChange[] = [];
  let room = mostBytes;
  for (const change of changes) {
    const size = bytesOf(change);
    if (size <= room) shown.push(change);
    else omitted.push(change);
    room -= size <= room ? size : 0;
  }
  return { shown, omitted };
}

function bytesOf({ heading, words }: RedlineChange): number {
  const marks = [...heading, ...words];
  return CLAUSE_BYTES + marks.length * MARK_BYTES + Buffer.byteLength(marks.map(({ text }) => text).join(""));
}

function omittedBlocks(omitted: readonly RedlineChange[], language: Language): Block[] {
  if (omitted.length === 0) return [];
  const { redline } = noticeChanges[language];
  const named = omitted.slice(0, MOST_NAMED).map((change) => `${namesOf(change, language)} – ${fatesOf(change, language).join(language === "en" ? "; " : "；")}`);
  const rest = omitted.length - named.length;
  return [{ kind: "paragraph", text: redline.omitted(omitted.length) }, { kind: "list", items: [...named, ...(rest > 0 ? [redline.unnamed(rest)] : [])] }];
}

function markedClause(change: RedlineChange, language: Language, textLanguage: string): MarkedClause {
  const { heading, words, isAsWritten, isConspicuous } = change;
  const note = isAsWritten ? compareMessages[language].asWritten : "";
  return { name: namesOf(change, language), fates: fatesOf(change, language), isConspicuous, note, heading, words, language: textLanguage };
}

function namesOf({ old, new: fresh }: RedlineChange, language: Language): string {
  return (fresh.length > 0 ? fresh : old).map((clause) => nameOfClause(clause, language)).join(" + ");
}

function fatesOf(change: RedlineChange, language: Language): string[] {
  return [...tellChange(change, language), ...(change.isConspicuous ? [compareMessages[language].conspicuous] : [])];
}

import type { PLACES } from "#app/domain/notice/delivery/fill";
import type { Language } from "#app/messages/catalogue";
import type { Mark } from "#app/domain/text/words";

/** Words of a letter: as written, or a place to be filled in for each person. */
export type Words = string | { fill: (typeof PLACES)[number] };

export type Row = { label: string; value: Words };
export type Link = { label: string; url: Words };

/** One changed clause with its words marked. `language` is that of the clause. */
export type MarkedClause = { name: string; fates: string[]; isConspicuous: boolean; note: string; heading: Mark[]; words: Mark[]; language: string };

/** A piece of a letter, for every way in which letters are set. */
export type Block =
  | { kind: "heading"; text: string }
  | { kind: "paragraph"; text: string }
  /** What somebody else wrote, in the language in which it was written. */
  | { kind: "quote"; text: string; language: string }
  /** As quote, kept apart from the letter and filled in. */
  | { kind: "said"; text: Exclude<Words, string> }
  | { kind: "rows"; rows: Row[] }
  | { kind: "list"; items: string[] }
  | { kind: "links"; links: Link[] }
  | { kind: "clause"; clause: MarkedClause }
  /** Written to be copied and checked by a program. */
  | { kind: "verbatim"; text: Words };

/** A notice before it is set: in one language, complete by itself. */
export type Letter = {
  language: Language;
  subject: string;
  /** Who speaks: the contracting party. */
  sender: string;
  title: string;
  /** What it comes to, in a sentence or two. */
  lead: string[];
  blocks: Block[];
  /** Why it comes, who sends it, what it does not take. */
  foot: string[];
};

import type { ConsentLine, OfferedClause, TermsLine } from "#app/domain/acceptance/offered-set";
import type { Localised } from "#app/domain/publication/localised";
import type { Language } from "#app/messages/catalogue";

/** Who offers the agreement, as the version says. */
export type Offeror = { name: Localised; contact: string };

/** A conspicuous clause as the screen shows it, in the language of its text. */
export type ScreenClause = OfferedClause & {
  /** The article that it stands in; null when it is one. */
  article: { number: string | null; heading: string | null } | null;
  heading: string | null;
  /** Body as HTML; all text escaped. */
  html: string;
};

export type ScreenText = { line: TermsLine; title: string; file: string; offeror: Offeror; clauses: readonly ScreenClause[] };

/** Everything that the acceptance screen shows: from the set, its texts and the language alone. */
export type TermsScreen = { language: Language; texts: ScreenText[] };

/** Everything that the screen of one purpose shows. */
export type ConsentScreen = {
  language: Language;
  line: ConsentLine;
  agreementTitle: string;
  title: Localised;
  description: Localised;
  offeror: Offeror;
};

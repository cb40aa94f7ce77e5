import type { Instant } from "#app/domain/instant";
import type { StoredManifest } from "#app/domain/publication/manifest";
import type { Source } from "#app/domain/publication/files/source";
import { isCovered, readOutline, type Clause, type Outline } from "#app/domain/text/outline";

/** Who writes and approves what a portal is shipped with or is given on its own machine. */
export const INSTALLATION = "installation";

/** A text proposed for a version. */
export type ProposedText = Source & {
  language: string;
  title: string;
  outline: Outline;
  /** Where it comes from, for sentences: a file. */
  file: string;
};

/** A version proposed for publication. */
export type Proposal = {
  manifest: StoredManifest;
  /** Where the manifest comes from, for sentences: a file. */
  manifestFile: string;
  texts: ProposedText[];
  /** Null: at once for a first version and for consents, else the earliest instant that the notice allows. */
  effectiveAt: Instant | null;
  authorId: string;
  approverId: string;
  /** Why it is published, for the record. */
  reason: string;
};

/** A text with its outline; titled as it is itself unless another title is given. */
export function proposedText(text: Source & { language: string; file: string }, title?: string): ProposedText {
  const outline = readOutline(text.body);
  return { ...text, outline, title: title ?? outline.title ?? "" };
}

/** What ids and flags of a manifest cover: the preamble's paragraphs and the clauses, in order. */
export function clausesOf(outline: Outline): Clause[] {
  return outline.clauses.filter(isCovered);
}

/** The text that binds; undefined when it is missing. */
export function bindingTextOf({ manifest, texts }: Pick<Proposal, "manifest" | "texts">): ProposedText | undefined {
  return texts.find(({ language }) => language === manifest.agreement.bindingLanguage);
}

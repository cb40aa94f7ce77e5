import { isFreshSignIn } from "#app/domain/access/sign-in-again.server";
import { readDraft } from "#app/domain/publication/drafting/drafts.server";
import { isKnownLanguage } from "#app/domain/publication/manifest";
import { INSTALLATION } from "#app/domain/publication/later/proposal";
import { readTimeline } from "#app/domain/publication/reading.server";
import type { Source } from "#app/domain/publication/files/source";
import { findVersion, reviewTranslation, type TranslationReview } from "#app/domain/publication/later/translation-check.server";
import { DomainError } from "#app/domain/refusal";
import { linkText, type TextLink } from "#app/http/reading/agreement-view.server";
import { refuse } from "#app/http/refuse.server";
import { headOf, type StaffHead } from "#app/http/desk/version-acts-view.server";
import type { Viewer } from "#app/http/viewer.server";
import type { Language } from "#app/messages/catalogue";
import type { Portal } from "#app/portal.server";

/** A version and language as an address names them, with the draft out of a folder that brings the text, if any. */
export type TranslationAddress = { slug: string; number: string; language: string; draftId: string | null };

export type TranslationView = {
  head: StaffHead;
  number: number;
  language: string;
  bindingLanguage: string;
  /** The newest first. */
  revisions: TextLink[];
  clauses: TranslationReview["clauses"];
  misfits: TranslationReview["misfits"];
  findings: TranslationReview["findings"];
  /** The text that the form begins with. */
  body: string;
  title: string;
  /** One that waits: whose it is; null where none is looked at. */
  waiting: { author: "content" | "own" | "other"; mayAdd: boolean; mayDiscard: boolean } | null;
  isFresh: boolean;
};

/** The page of a version's translation. Throws agreement-unknown, version-unknown, text-binding-fixed, draft-unknown; a Response for no language. */
export async function viewTranslation(portal: Portal, address: TranslationAddress, { viewer, language: shown }: { viewer: Viewer; language: Language }): Promise<TranslationView> {
  const asked = readAddress(address);
  const found = await readTimeline(portal, asked.slug);
  const source = await readDrafted(portal, address);
  const review = await reviewTranslation(portal, { ...asked, source });
  const { version, published, binding } = review;
  const revisions = [...version.texts, ...version.formerTexts].filter(({ language }) => language === asked.language).toSorted((a, b) => b.revision - a.revision);
  return {
    head: headOf(found, shown),
    number: asked.number,
    language: asked.language,
    bindingLanguage: binding.language,
    revisions: revisions.map((text) => linkText(asked.slug, version, text)),
    clauses: review.clauses,
    misfits: review.misfits,
    findings: review.findings,
    body: review.body ?? "",
    title: source?.title ?? published?.title ?? "",
    waiting: source && waitingFor(source.authorId, viewer),
    isFresh: await isFreshSignIn(portal, viewer.signInId),
  };
}

function waitingFor(authorId: string, { accountId, roles }: Viewer): TranslationView["waiting"] {
  const isOwn = authorId === accountId;
  const author = isOwn ? "own" : authorId === INSTALLATION ? "content" : "other";
  const isApprover = roles.includes("approver");
  return { author, mayAdd: isApprover && !isOwn, mayDiscard: isApprover || isOwn };
}

/** The version and language that an address names. Throws a Response for what is no language. */
export function readAddress({ slug, number, language }: TranslationAddress): { slug: string; number: number; language: string } {
  if (!isKnownLanguage(language)) throw refuse("page-unknown");
  return { slug, number: Number(number), language };
}

/** The text that a draft out of a folder brings; null where none is named or it was added already. */
async function readDrafted(portal: Portal, { slug, number, language, draftId }: TranslationAddress): Promise<(Source & { title: string; authorId: string }) | null> {
  if (draftId === null) return null;
  const { content, versionId, ...draft } = await readDraft(portal, draftId);
  const text = content.texts.find((each) => each.language === language);
  if (!text || draft.slug !== slug || String(content.version.version) !== number) throw new DomainError("draft-unknown", { id: draftId.slice(0, 80) });
  return versionId === null ? { ...text, authorId: draft.authorId } : null;
}

/** Where the form "another language" leads. Throws version-unknown and the like; a Response for what is no language. */
export async function addressOf(portal: Portal, { slug, number, language }: { slug: string; number: string; language: string }): Promise<string> {
  const asked = readAddress({ slug, number, language: language.trim(), draftId: null });
  const { version } = await findVersion(portal, asked);
  return `/editor/agreements/${asked.slug}/versions/${version.number}/texts/${asked.language}`;
}

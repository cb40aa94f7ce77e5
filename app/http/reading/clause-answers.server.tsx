import type { ReactElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { LanguageProvider } from "#app/components/language";
import { ClausePreviewPart } from "#app/components/staff/clause-preview";
import { Conflicts } from "#app/components/staff/conflicts";
import { previewEdits, type ClausePreview } from "#app/domain/publication/drafting/clause-preview.server";
import { editDraft, readDraft, type Edited, type Occasion } from "#app/domain/publication/drafting/drafts.server";
import { openDraft } from "#app/domain/publication/drafting/open-draft";
import { DomainError } from "#app/domain/refusal";
import { textOf } from "#app/http/account/account-fields.server";
import { changedFields, clauseFields, sentFields, type ClauseFields } from "#app/http/desk/clause-fields.server";
import { readClauseForm, type AskedEdits } from "#app/http/desk/clause-form.server";
import type { Exchange } from "#app/http/context";
import { previewNewClause, type NewPlace } from "#app/http/desk/new-clause-form.server";
import { statusOf } from "#app/http/problem";
import { refusalSentence, type SentEdits } from "#app/http/desk/save-edits.server";
import { editorMessages } from "#app/messages/editor";
import type { Language } from "#app/messages/catalogue";

/** What the script of the clause's page learns about what it sent. */
export type SaveAnswer =
  /** `others`: fields that somebody else changed meanwhile and the person did not. */
  | { outcome: "saved"; counter: number; others: ClauseFields }
  /** `html`: both sides, as the page without script shows them. */
  | { outcome: "conflict"; counter: number; html: string }
  | { outcome: "held"; said: string }
  | { outcome: "refused"; said: string };

export type PreviewAnswer = { html: Record<string, string> } | { said: string };

type Place = { draftId: string; clauseId: string };

/** Saves a clause as its form stands, by the operation behind the page's button. */
export async function answerSave({ context: { portal } }: Exchange, sent: SentEdits, place: Place): Promise<Response> {
  const { viewer, form, language } = sent;
  return orSaid(language, async () => {
    const asked = await readClauseForm(portal, form, place);
    if ("fault" in asked) return refused(faultSentence(asked, language), 422);
    const occasion: Occasion = textOf(form, "occasion") === "pause" ? "pause" : "button";
    const edited = await editDraft(portal, { draftId: place.draftId, ...asked, actor: viewer, occasion });
    return answer(await saveAnswer({ edited, language }, () => othersSince(sent, asked, place)), edited.outcome === "conflict" ? 409 : 200);
  });

  async function othersSince({ form }: SentEdits, { changed = [] }: { changed?: string[] }, { draftId, clauseId }: Place): Promise<ClauseFields> {
    const now = clauseFields(openDraft((await readDraft(portal, draftId)).content), clauseId);
    const others = changedFields(sentFields(form, now), now).filter((name) => !changed.includes(name));
    return Object.fromEntries(others.map((name) => [name, now[name] ?? ""]));
  }
}

async function saveAnswer({ edited, language }: { edited: Edited; language: Language }, others: () => Promise<ClauseFields>): Promise<SaveAnswer> {
  const { outcome, counter, conflicts } = edited;
  if (outcome === "held") return { outcome, said: editorMessages[language].clause.held };
  if (outcome === "conflict") return { outcome, counter, html: render(language, <Conflicts conflicts={conflicts} />) };
  return { outcome, counter, others: await others() };
}

/** Renders a clause as its form stands, by the renderer of the pages that readers get. */
export async function answerPreview({ context: { portal } }: Exchange, { form, language }: SentEdits, place: Place): Promise<Response> {
  return orSaid(language, async () => {
    const asked = await readClauseForm(portal, form, place);
    if ("fault" in asked) return refused(faultSentence(asked, language), 422);
    return previewed(await previewEdits(portal, { ...place, ...asked, language }), { ...place, language });
  });
}

/** Renders a clause that is about to be added, as far as it is written. */
export async function answerNewPreview({ context: { portal } }: Exchange, { form, language }: SentEdits, place: NewPlace): Promise<Response> {
  return orSaid(language, async () => previewed(await previewNewClause(portal, form, { ...place, language }), { ...place, language }));
}

function previewed(previews: readonly ClausePreview[], { draftId, language }: { draftId: string; language: Language }): Response {
  const html = previews.map((preview) => [preview.language, render(language, <ClausePreviewPart preview={preview} draftId={draftId} />)]);
  return answer({ html: Object.fromEntries(html) } satisfies PreviewAnswer, 200);
}

function faultSentence({ fault }: Extract<AskedEdits, { fault: object }>, language: Language): string {
  return editorMessages[language].clause[fault.code];
}

async function orSaid(language: Language, work: () => Promise<Response>): Promise<Response> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return refused(refusalSentence(error, language), statusOf(error.code));
  }
}

function refused(said: string, status: number): Response {
  return answer({ outcome: "refused", said }, status);
}

function answer(body: SaveAnswer | PreviewAnswer, status: number): Response {
  return Response.json(body, { status, headers: { "Cache-Control": "no-store" } });
}

function render(language: Language, element: ReactElement): string {
  return renderToStaticMarkup(<LanguageProvider language={language}>{element}</LanguageProvider>);
}

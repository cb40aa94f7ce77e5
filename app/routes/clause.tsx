import type { ActionFunctionArgs, HeadersArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { ClausePage } from "#app/components/staff/clause";
import { readReviewedDraft } from "#app/domain/publication/review/reviewed-draft.server";
import { readClauseForm } from "#app/http/desk/clause-form.server";
import { viewClause } from "#app/http/reading/clause-view.server";
import { saveComment, viewComments } from "#app/http/desk/comments-view.server";
import { formPageHeaders } from "#app/http/form-page";
import { readLanguage } from "#app/http/language.server";
import { orProblemPage } from "#app/http/problem";
import { previewForm, readEditorForm, saveEdits } from "#app/http/desk/save-edits.server";
import { requireRole } from "#app/http/viewer.server";
import { commonMessages } from "#app/messages/common";
import { editorMessages } from "#app/messages/editor";

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await requireRole({ request, context }, "editor");
  const language = readLanguage({ request, context }, viewer);
  const { id = "", clauseId = "" } = params;
  const reviewed = await orProblemPage(readReviewedDraft(context.portal, id));
  const view = await orProblemPage((async () => viewClause(reviewed, { clauseId, language, now: context.portal.now() }))());
  const comments = await viewComments(context.portal, { reviewed, viewer, clauseId });
  const done = new URL(request.url).searchParams.has("saved") ? ("saved" as const) : null;
  return { language, formToken: viewer.formToken, nonce: context.nonce, view, comments, done };
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const sent = await readEditorForm({ request, context });
  const { id: draftId = "", clauseId = "" } = params;
  const place = { draftId, clauseId };
  if (sent.form.get("intent") === "preview") return previewForm({ request, context }, sent, place);
  const at = `/editor/drafts/${draftId}/clauses/${clauseId}`;
  if (sent.form.get("intent") === "comment") return saveComment({ request, context }, sent, { ...place, to: at });
  const isRemoval = sent.form.get("intent") === "remove";
  return saveEdits({ request, context }, sent, {
    draftId,
    asked: () => readClauseForm(context.portal, sent.form, place),
    to: () => (isRemoval ? `/editor/drafts/${draftId}` : `${at}?saved`),
  });
}

export function headers(args: HeadersArgs) {
  return formPageHeaders(args);
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) =>
  page ? [{ title: commonMessages[page.language].titled(editorMessages[page.language].clause.title(page.view.name)) }] : [];

export default function Clause() {
  return <ClausePage {...useLoaderData<typeof loader>()} refill={useActionData<typeof action>()} />;
}

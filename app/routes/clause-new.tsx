import type { ActionFunctionArgs, HeadersArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { NewClausePage } from "#app/components/staff/new-clause";
import { readReviewedDraft } from "#app/domain/publication/review/reviewed-draft.server";
import { viewClause } from "#app/http/reading/clause-view.server";
import { formPageHeaders } from "#app/http/form-page";
import { readLanguage } from "#app/http/language.server";
import { readNewClause } from "#app/http/desk/new-clause-form.server";
import { orProblemPage } from "#app/http/problem";
import { previewNewForm, readEditorForm, saveEdits } from "#app/http/desk/save-edits.server";
import { requireRole } from "#app/http/viewer.server";
import { commonMessages } from "#app/messages/common";
import { editorMessages } from "#app/messages/editor";

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await requireRole({ request, context }, "editor");
  const language = readLanguage({ request, context }, viewer);
  const clauseId = new URL(request.url).searchParams.get("after") ?? "";
  const view = readReviewedDraft(context.portal, params.id ?? "").then((reviewed) => viewClause(reviewed, { clauseId, language, now: context.portal.now() }));
  return { language, formToken: viewer.formToken, nonce: context.nonce, view: await orProblemPage(view) };
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const sent = await readEditorForm({ request, context });
  const draftId = params.id ?? "";
  const after = new URL(request.url).searchParams.get("after") ?? "";
  if (sent.form.get("intent") === "preview") return previewNewForm({ request, context }, sent, { draftId, after });
  const asked = () => readNewClause(context.portal, sent.form, { draftId, after });
  return saveEdits({ request, context }, sent, { draftId, asked, to: () => `/editor/drafts/${draftId}#c-${after}` });
}

export function headers(args: HeadersArgs) {
  return formPageHeaders(args);
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) =>
  page ? [{ title: commonMessages[page.language].titled(editorMessages[page.language].clause.titleNew) }] : [];

export default function NewClause() {
  return <NewClausePage {...useLoaderData<typeof loader>()} refill={useActionData<typeof action>()} />;
}

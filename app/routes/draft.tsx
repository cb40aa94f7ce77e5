import type { ActionFunctionArgs, HeadersArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { DraftPage } from "#app/components/staff/draft";
import { readDraftComments } from "#app/domain/publication/drafting/draft-comments.server";
import { readReviewedDraft } from "#app/domain/publication/review/reviewed-draft.server";
import { readCounter } from "#app/http/desk/clause-form.server";
import { viewDraft } from "#app/http/desk/draft-view.server";
import { formPageHeaders } from "#app/http/form-page";
import { readLanguage } from "#app/http/language.server";
import { orProblemPage } from "#app/http/problem";
import { readEditorForm, saveEdits } from "#app/http/desk/save-edits.server";
import { requireRole } from "#app/http/viewer.server";
import { commonMessages } from "#app/messages/common";
import { editorMessages } from "#app/messages/editor";

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await requireRole({ request, context }, "editor", "approver");
  const language = readLanguage({ request, context }, viewer);
  const reviewed = await orProblemPage(readReviewedDraft(context.portal, params.id ?? ""));
  const wanted = new URL(request.url).searchParams.get("lang");
  const comments = await readDraftComments(context.portal, reviewed.draft.id);
  const view = viewDraft(reviewed, { language, wanted, now: context.portal.now(), roles: viewer.roles, comments });
  return { language, formToken: viewer.formToken, view };
}

/** The one form of the page: to count all numbers anew. */
export async function action({ request, context, params }: ActionFunctionArgs) {
  const sent = await readEditorForm({ request, context });
  const draftId = params.id ?? "";
  const asked = () => Promise.resolve({ counter: readCounter(sent.form), edits: [{ op: "renumber" as const }] });
  return saveEdits({ request, context }, sent, { draftId, asked, to: () => `/editor/drafts/${draftId}` });
}

export function headers(args: HeadersArgs) {
  return formPageHeaders(args);
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) =>
  page ? [{ title: commonMessages[page.language].titled(editorMessages[page.language].draft.title(page.view.head.number)) }] : [];

export default function Draft() {
  return <DraftPage {...useLoaderData<typeof loader>()} refill={useActionData<typeof action>()} />;
}

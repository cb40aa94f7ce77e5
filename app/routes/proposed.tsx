import { redirect, type ActionFunctionArgs, type HeadersArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { ProposedPage } from "#app/components/proposed/page";
import { commentProposed } from "#app/domain/publication/review/reader-comments.server";
import { textOf } from "#app/http/account/account-fields.server";
import { formPageHeaders } from "#app/http/form-page";
import { readForm } from "#app/http/form.server";
import { readLanguage } from "#app/http/language.server";
import { orProblemPage } from "#app/http/problem";
import { viewProposed } from "#app/http/reading/proposed-view.server";
import { newFormKey, questionRefill, refusedForm } from "#app/http/reading/question-view.server";
import { readViewer, requireViewer } from "#app/http/viewer.server";
import { commonMessages } from "#app/messages/common";
import { readerCommentMessages } from "#app/messages/reader-comments";

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await readViewer({ request, context });
  const language = readLanguage({ request, context }, viewer);
  const query = new URL(request.url).searchParams;
  const asked = { id: params.id ?? "", state: query.get("state"), shows: query.get("view") === "text" ? ("text" as const) : ("changes" as const), wanted: query.get("lang") ?? language, language, partyId: viewer?.partyId ?? null };
  const view = await orProblemPage(viewProposed(context.portal, asked));
  return { view, language, isDone: query.has("done"), form: viewer && { token: viewer.formToken, key: newFormKey() } };
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const viewer = await requireViewer({ request, context });
  const form = await readForm({ request, context }, viewer);
  const language = readLanguage({ request, context }, viewer);
  const draftId = params.id ?? "";
  const comment = { counter: Number(textOf(form, "counter")), clauseId: textOf(form, "clauseId") || null, body: textOf(form, "body"), formKey: textOf(form, "formKey") };
  try {
    const commented = await commentProposed(context.portal, { actor: viewer, draftId, ...comment });
    if (commented.outcome === "commented") return redirect(`/proposed/${draftId}?done#${commented.id}`, { status: 303 });
    return questionRefill(form, { faults: { form: readerCommentMessages[language].page.tooMany }, status: 429 });
  } catch (error) {
    return refusedForm(form, error, { language, fields: { "comment-unfit": "body" } });
  }
}

export function headers(args: HeadersArgs) {
  return formPageHeaders(args);
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) =>
  page ? [{ title: commonMessages[page.language].titled(readerCommentMessages[page.language].page.title(page.view.title)) }] : [];

export default function Proposed() {
  return <ProposedPage {...useLoaderData<typeof loader>()} refill={useActionData<typeof action>()} />;
}

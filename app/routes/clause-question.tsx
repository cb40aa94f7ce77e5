import { redirect, type ActionFunctionArgs, type HeadersArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { AskPage } from "#app/components/questions/ask";
import { askQuestion } from "#app/domain/evidence/explanations/explanations.server";
import { formPageHeaders } from "#app/http/form-page";
import { readForm } from "#app/http/form.server";
import { readLanguage } from "#app/http/language.server";
import { orProblemPage } from "#app/http/problem";
import { newFormKey, questionRefill, readQuestionForm, viewClause } from "#app/http/reading/question-view.server";
import { readViewer, requireViewer } from "#app/http/viewer.server";
import { commonMessages } from "#app/messages/common";
import { questionMessages } from "#app/messages/questions";

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await readViewer({ request, context });
  const language = readLanguage({ request, context }, viewer);
  const asked = { slug: params.slug ?? "", number: params.number ?? "", clauseId: params.clauseId ?? "", language };
  const view = await orProblemPage(viewClause({ request, context }, asked));
  return { view, language, form: viewer && { token: viewer.formToken, key: newFormKey() } };
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const viewer = await requireViewer({ request, context });
  const form = await readForm({ request, context }, viewer);
  const language = readLanguage({ request, context }, viewer);
  const { faults, ...typed } = readQuestionForm(form, language);
  if (faults) return questionRefill(form, { faults, status: 422 });
  const { slug = "", number = "", clauseId = "" } = params;
  const asked = await orProblemPage(askQuestion(context.portal, { actor: viewer, slug, number, clauseId, ...typed }));
  if (asked.outcome === "limited") return questionRefill(form, { faults: { form: questionMessages[language].form.tooMany }, status: 429 });
  return redirect(`/questions?asked#${asked.id}`, { status: 303 });
}

export function headers(args: HeadersArgs) {
  return formPageHeaders(args);
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) =>
  page ? [{ title: commonMessages[page.language].titled(questionMessages[page.language].form.title(page.view.clause.number)) }] : [];

export default function ClauseQuestion() {
  const { view, form } = useLoaderData<typeof loader>();
  return <AskPage view={view} form={form} refill={useActionData<typeof action>()} />;
}

import { redirect, type ActionFunctionArgs, type HeadersArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { AnswerPage } from "#app/components/questions/answer";
import { readQuestion } from "#app/domain/evidence/explanations/reading.server";
import { answerQuestion } from "#app/domain/evidence/explanations/explanations.server";
import { textOf } from "#app/http/account/account-fields.server";
import { formPageHeaders } from "#app/http/form-page";
import { readForm } from "#app/http/form.server";
import { readLanguage } from "#app/http/language.server";
import { orProblemPage } from "#app/http/problem";
import { questionRefill, readAnswerForm, refusedForm, viewQuestion } from "#app/http/reading/question-view.server";
import { requireRole } from "#app/http/viewer.server";
import { commonMessages } from "#app/messages/common";
import { questionMessages } from "#app/messages/questions";

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await requireRole({ request, context }, "editor", "approver");
  const language = readLanguage({ request, context }, viewer);
  const question = await orProblemPage(readQuestion(context.portal, params.id ?? ""));
  const view = await viewQuestion(context.portal, question, language);
  return { language, view, formToken: viewer.formToken, isDone: new URL(request.url).searchParams.has("done") };
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const viewer = await requireRole({ request, context }, "editor", "approver");
  const form = await readForm({ request, context }, viewer);
  const language = readLanguage({ request, context }, viewer);
  const { faults, ...typed } = readAnswerForm(form, language);
  if (faults) return questionRefill(form, { faults, status: 422 });
  const questionId = params.id ?? "";
  try {
    await answerQuestion(context.portal, { questionId, follows: textOf(form, "follows"), ...typed, actor: viewer });
  } catch (error) {
    return refusedForm(form, error, { language });
  }
  return redirect(`/editor/questions/${questionId}?done`, { status: 303 });
}

export function headers(args: HeadersArgs) {
  return formPageHeaders(args);
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) =>
  page ? [{ title: commonMessages[page.language].titled(questionMessages[page.language].answer.title(page.view.question.clause.number)) }] : [];

export default function StaffQuestion() {
  return <AnswerPage {...useLoaderData<typeof loader>()} refill={useActionData<typeof action>()} />;
}

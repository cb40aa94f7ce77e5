import { redirect, type ActionFunctionArgs, type HeadersArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { AnswerObjectionPage } from "#app/components/objections/answer";
import { answerObjection } from "#app/domain/acceptance/answer-objection.server";
import { readObjection } from "#app/domain/acceptance/objections.server";
import { formPageHeaders } from "#app/http/form-page";
import { readForm } from "#app/http/form.server";
import { readLanguage } from "#app/http/language.server";
import { readObjectionAnswer } from "#app/http/acceptance/objection-form.server";
import { viewObjection } from "#app/http/acceptance/objection-view.server";
import { orProblemPage } from "#app/http/problem";
import { questionRefill, refusedForm } from "#app/http/reading/question-view.server";
import { requireRole } from "#app/http/viewer.server";
import { commonMessages } from "#app/messages/common";
import { objectionMessages } from "#app/messages/objection-pages";

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await requireRole({ request, context }, "editor", "approver");
  const language = readLanguage({ request, context }, viewer);
  const objection = await orProblemPage(readObjection(context.portal, params.id ?? ""));
  return { language, objection: viewObjection(objection, language), formToken: viewer.formToken, isDone: new URL(request.url).searchParams.has("done") };
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const viewer = await requireRole({ request, context }, "editor", "approver");
  const form = await readForm({ request, context }, viewer);
  const language = readLanguage({ request, context }, viewer);
  const { portal } = context;
  const { actId, version } = await orProblemPage(readObjection(portal, params.id ?? ""));
  const { given, faults } = readObjectionAnswer(form, { language, zone: version.manifest.agreement.zone, now: portal.now() });
  if (faults) return questionRefill(form, { faults, status: 422 });
  try {
    await answerObjection(portal, { ...given, actId, actor: viewer });
  } catch (error) {
    return refusedForm(form, error, { language });
  }
  return redirect(`/editor/objections/${actId}?done`, { status: 303 });
}

export function headers(args: HeadersArgs) {
  return formPageHeaders(args);
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) =>
  page ? [{ title: commonMessages[page.language].titled(objectionMessages[page.language].form.title(page.objection.number)) }] : [];

export default function StaffObjection() {
  return <AnswerObjectionPage {...useLoaderData<typeof loader>()} refill={useActionData<typeof action>()} />;
}

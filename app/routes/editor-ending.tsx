import type { ActionFunctionArgs, HeadersArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { EndingPage } from "#app/components/staff/ending-form";
import { formPageHeaders } from "#app/http/form-page";
import { readLanguage } from "#app/http/language.server";
import { orProblemPage } from "#app/http/problem";
import { answerEnding } from "#app/http/desk/proposal-form.server";
import { viewEndingForm } from "#app/http/desk/proposal-page.server";
import { requireRole } from "#app/http/viewer.server";
import { afterPublicationMessages } from "#app/messages/after-publication";
import { commonMessages } from "#app/messages/common";

export async function loader({ request, context, params: { slug = "" } }: LoaderFunctionArgs) {
  const viewer = await requireRole({ request, context }, "editor", "approver");
  const language = readLanguage({ request, context }, viewer);
  const view = await orProblemPage(viewEndingForm(context.portal, { slug, language }));
  return { language, view, formToken: viewer.formToken };
}

export function action({ request, context, params: { slug = "" } }: ActionFunctionArgs) {
  return answerEnding({ request, context }, slug);
}

export function headers(args: HeadersArgs) {
  return formPageHeaders(args);
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) =>
  page ? [{ title: commonMessages[page.language].titled(afterPublicationMessages[page.language].ending.title) }] : [];

export default function EditorEnding() {
  const { view, formToken } = useLoaderData<typeof loader>();
  return <EndingPage view={view} formToken={formToken} refill={useActionData<typeof action>()} />;
}

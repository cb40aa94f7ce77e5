import type { ActionFunctionArgs, HeadersArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { MarkPage } from "#app/components/staff/proposal-mark";
import { formPageHeaders } from "#app/http/form-page";
import { readLanguage } from "#app/http/language.server";
import { orProblemPage } from "#app/http/problem";
import { answerMark } from "#app/http/desk/proposal-form.server";
import { viewMarkForm } from "#app/http/desk/proposal-page.server";
import { requireRole } from "#app/http/viewer.server";
import { afterPublicationMessages } from "#app/messages/after-publication";
import { commonMessages } from "#app/messages/common";

export async function loader({ request, context, params: { slug = "", number = "" } }: LoaderFunctionArgs) {
  const viewer = await requireRole({ request, context }, "editor", "approver");
  const language = readLanguage({ request, context }, viewer);
  const view = await orProblemPage(viewMarkForm(context.portal, { slug, number, language }));
  return { language, view, formToken: viewer.formToken };
}

export function action({ request, context, params: { slug = "", number = "" } }: ActionFunctionArgs) {
  return answerMark({ request, context }, { slug, number });
}

export function headers(args: HeadersArgs) {
  return formPageHeaders(args);
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) =>
  page ? [{ title: commonMessages[page.language].titled(afterPublicationMessages[page.language].mark.title(page.view.number)) }] : [];

export default function EditorMark() {
  const { view, formToken } = useLoaderData<typeof loader>();
  return <MarkPage view={view} formToken={formToken} refill={useActionData<typeof action>()} />;
}

import type { ActionFunctionArgs, HeadersArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { PostponePage } from "#app/components/staff/version-postpone";
import { formPageHeaders } from "#app/http/form-page";
import { readLanguage } from "#app/http/language.server";
import { orProblemPage } from "#app/http/problem";
import { answerPostpone, viewMovable } from "#app/http/desk/version-acts-form.server";
import { requireRole } from "#app/http/viewer.server";
import { afterPublicationMessages } from "#app/messages/after-publication";
import { commonMessages } from "#app/messages/common";

export async function loader({ request, context, params: { slug = "", number = "" } }: LoaderFunctionArgs) {
  const viewer = await requireRole({ request, context }, "approver");
  const language = readLanguage({ request, context }, viewer);
  const view = await orProblemPage(viewMovable(context.portal, { slug, number }, { viewer, language }));
  return { language, view, formToken: viewer.formToken };
}

export function action({ request, context, params: { slug = "", number = "" } }: ActionFunctionArgs) {
  return answerPostpone({ request, context }, { slug, number });
}

export function headers(args: HeadersArgs) {
  return formPageHeaders(args);
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) =>
  page ? [{ title: commonMessages[page.language].titled(afterPublicationMessages[page.language].postpone.title(page.view.number)) }] : [];

export default function EditorPostpone() {
  const { view, formToken } = useLoaderData<typeof loader>();
  return <PostponePage view={view} formToken={formToken} answer={useActionData<typeof action>()} />;
}

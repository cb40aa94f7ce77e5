import type { ActionFunctionArgs, HeadersArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { TextImportPage } from "#app/components/staff/text-import";
import { formPageHeaders } from "#app/http/form-page";
import { readLanguage } from "#app/http/language.server";
import { orProblemPage } from "#app/http/problem";
import { answerTextImport } from "#app/http/desk/text-import-form.server";
import { viewTextImport } from "#app/http/desk/text-import-view.server";
import { requireRole } from "#app/http/viewer.server";
import { commonMessages } from "#app/messages/common";
import { textImportMessages } from "#app/messages/text-import";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireRole({ request, context }, "editor");
  const language = readLanguage({ request, context }, viewer);
  return { language, formToken: viewer.formToken, view: await orProblemPage(viewTextImport(context.portal, agreementIn(request), language)) };
}

/** Shows how a text is read, or makes a draft of it. */
export function action({ request, context }: ActionFunctionArgs) {
  return orProblemPage(answerTextImport({ request, context }, agreementIn(request)));
}

function agreementIn(request: Request): string | null {
  return new URL(request.url).searchParams.get("agreement");
}

export function headers(args: HeadersArgs) {
  return formPageHeaders(args);
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => {
  if (!page) return [];
  const { title, titleNext } = textImportMessages[page.language];
  return [{ title: commonMessages[page.language].titled(page.view.agreement ? titleNext(page.view.agreement.title) : title) }];
};

export default function TextImport() {
  return <TextImportPage {...useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} />;
}

import type { ActionFunctionArgs, HeadersArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { TranslationPage } from "#app/components/staff/translation-page";
import { formPageHeaders } from "#app/http/form-page";
import { readLanguage } from "#app/http/language.server";
import { orProblemPage } from "#app/http/problem";
import { answerTranslation } from "#app/http/desk/translation-form.server";
import { viewTranslation, type TranslationAddress } from "#app/http/desk/translation-page.server";
import { requireRole } from "#app/http/viewer.server";
import { afterPublicationMessages } from "#app/messages/after-publication";
import { commonMessages } from "#app/messages/common";
import { languageName } from "#app/messages/language-names";

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await requireRole({ request, context }, "editor", "approver");
  const language = readLanguage({ request, context }, viewer);
  const view = await orProblemPage(viewTranslation(context.portal, readParams(request, params), { viewer, language }));
  const saved = Number(new URL(request.url).searchParams.get("saved"));
  const isProposed = new URL(request.url).searchParams.has("proposed");
  return { language, view, isProposed, saved: Number.isInteger(saved) && saved > 0 ? saved : null, formToken: viewer.formToken };
}

export function action({ request, context, params }: ActionFunctionArgs) {
  return answerTranslation({ request, context }, readParams(request, params));
}

function readParams(request: Request, { slug = "", number = "", language = "" }: LoaderFunctionArgs["params"]): TranslationAddress {
  return { slug, number, language, draftId: new URL(request.url).searchParams.get("draft") };
}

export function headers(args: HeadersArgs) {
  return formPageHeaders(args);
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => {
  if (!page) return [];
  const { title } = afterPublicationMessages[page.language].translation;
  return [{ title: commonMessages[page.language].titled(title(languageName(page.view.language, page.language), page.view.number)) }];
};

export default function EditorTranslation() {
  const page = useLoaderData<typeof loader>();
  return <TranslationPage {...page} answer={useActionData<typeof action>()} />;
}

import type { HeadersArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ChooseClausePage } from "#app/components/questions/choose";
import { formPageHeaders } from "#app/http/form-page";
import { readLanguage } from "#app/http/language.server";
import { orProblemPage } from "#app/http/problem";
import { viewClauses } from "#app/http/reading/question-view.server";
import { readViewer } from "#app/http/viewer.server";
import { commonMessages } from "#app/messages/common";
import { questionMessages } from "#app/messages/questions";

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const language = readLanguage({ request, context }, await readViewer({ request, context }));
  const view = await orProblemPage(viewClauses({ request, context }, { slug: params.slug ?? "", number: params.number ?? "", language }));
  return { view, language };
}

export function headers(args: HeadersArgs) {
  return formPageHeaders(args);
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) =>
  page ? [{ title: commonMessages[page.language].titled(questionMessages[page.language].choose.title) }] : [];

export default function Clauses() {
  return <ChooseClausePage view={useLoaderData<typeof loader>().view} />;
}

import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { MyQuestionsPage } from "#app/components/questions/own";
import { readOwnQuestions } from "#app/domain/evidence/explanations/reading.server";
import { readLanguage } from "#app/http/language.server";
import { requireViewer } from "#app/http/viewer.server";
import { commonMessages } from "#app/messages/common";
import { questionMessages } from "#app/messages/questions";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireViewer({ request, context });
  const language = readLanguage({ request, context }, viewer);
  const questions = await readOwnQuestions(context.portal, viewer.partyId);
  return { language, questions, isAsked: new URL(request.url).searchParams.has("asked") };
}

export function headers() {
  return { "Cache-Control": "no-store" };
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) =>
  page ? [{ title: commonMessages[page.language].titled(questionMessages[page.language].own.title) }] : [];

export default function Questions() {
  return <MyQuestionsPage {...useLoaderData<typeof loader>()} />;
}

import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { StaffQuestionsPage } from "#app/components/questions/staff";
import { readQuestions } from "#app/domain/evidence/explanations/reading.server";
import { readLanguage } from "#app/http/language.server";
import { requireRole } from "#app/http/viewer.server";
import { commonMessages } from "#app/messages/common";
import { questionMessages } from "#app/messages/questions";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireRole({ request, context }, "editor", "approver");
  const language = readLanguage({ request, context }, viewer);
  const query = new URL(request.url).searchParams;
  const state = query.get("state") === "answered" ? ("answered" as const) : ("open" as const);
  const after = query.get("after");
  return { language, state, isFirst: after === null, ...(await readQuestions(context.portal, { state, after })) };
}

export function headers() {
  return { "Cache-Control": "no-store" };
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) =>
  page ? [{ title: commonMessages[page.language].titled(questionMessages[page.language].staff.title) }] : [];

export default function StaffQuestions() {
  return <StaffQuestionsPage {...useLoaderData<typeof loader>()} />;
}

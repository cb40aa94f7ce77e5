import type { HeadersArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { StatesPage } from "#app/components/staff/states";
import { viewStates } from "#app/http/desk/draft-states.server";
import { formPageHeaders } from "#app/http/form-page";
import { readLanguage } from "#app/http/language.server";
import { orProblemPage } from "#app/http/problem";
import { requireRole } from "#app/http/viewer.server";
import { commonMessages } from "#app/messages/common";
import { draftingMessages } from "#app/messages/drafting";

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await requireRole({ request, context }, "editor", "approver");
  const language = readLanguage({ request, context }, viewer);
  return { language, view: await orProblemPage(viewStates(context.portal, { draftId: params.id ?? "", viewer, language })) };
}

export function headers(args: HeadersArgs) {
  return formPageHeaders(args);
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) =>
  page ? [{ title: commonMessages[page.language].titled(draftingMessages[page.language].states.title(page.view.head.number)) }] : [];

export default function DraftStates() {
  return <StatesPage {...useLoaderData<typeof loader>()} />;
}

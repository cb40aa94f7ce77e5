import type { ActionFunctionArgs, HeadersArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { nameProposal } from "#app/components/staff/proposal-list";
import { ProposalPage } from "#app/components/staff/proposal-page";
import { formPageHeaders } from "#app/http/form-page";
import { readLanguage } from "#app/http/language.server";
import { orProblemPage } from "#app/http/problem";
import { answerDecision } from "#app/http/desk/proposal-form.server";
import { viewDecision } from "#app/http/desk/proposal-page.server";
import { requireRole } from "#app/http/viewer.server";
import { afterPublicationMessages } from "#app/messages/after-publication";
import { commonMessages } from "#app/messages/common";

export async function loader({ request, context, params: { id = "" } }: LoaderFunctionArgs) {
  const viewer = await requireRole({ request, context }, "editor", "approver");
  const language = readLanguage({ request, context }, viewer);
  const view = await orProblemPage(viewDecision(context.portal, id, { viewer, language }));
  return { language, view, isNew: new URL(request.url).searchParams.has("saved"), formToken: viewer.formToken };
}

export function action({ request, context, params: { id = "" } }: ActionFunctionArgs) {
  return answerDecision({ request, context }, id);
}

export function headers(args: HeadersArgs) {
  return formPageHeaders(args);
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) =>
  page ? [{ title: commonMessages[page.language].titled(nameProposal(page.view.line, afterPublicationMessages[page.language].proposals)) }] : [];

export default function EditorProposal() {
  const { view, isNew, formToken } = useLoaderData<typeof loader>();
  return <ProposalPage view={view} isNew={isNew} formToken={formToken} refill={useActionData<typeof action>()} />;
}

import type { HeadersArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ProposalsPage } from "#app/components/staff/proposal-list";
import { formPageHeaders } from "#app/http/form-page";
import { readLanguage } from "#app/http/language.server";
import { viewProposals } from "#app/http/desk/proposal-page.server";
import { requireRole } from "#app/http/viewer.server";
import { afterPublicationMessages } from "#app/messages/after-publication";
import { commonMessages } from "#app/messages/common";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireRole({ request, context }, "editor", "approver");
  const language = readLanguage({ request, context }, viewer);
  return { language, proposals: await viewProposals(context.portal, language) };
}

export function headers(args: HeadersArgs) {
  return formPageHeaders(args);
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) =>
  page ? [{ title: commonMessages[page.language].titled(afterPublicationMessages[page.language].proposals.title) }] : [];

export default function EditorProposals() {
  return <ProposalsPage {...useLoaderData<typeof loader>()} />;
}

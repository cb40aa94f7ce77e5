import type { ActionFunctionArgs, HeadersArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { CaseFile } from "#app/components/case/case-file";
import { answerUnmask, readCasePage } from "#app/http/compliance/case-pages.server";
import { formPageHeaders } from "#app/http/form-page";
import { caseMessages } from "#app/messages/case-file";
import { commonMessages } from "#app/messages/common";

export function loader(exchange: LoaderFunctionArgs) {
  return readCasePage(exchange, exchange.params.partyId ?? "");
}

export function action(exchange: ActionFunctionArgs) {
  return answerUnmask(exchange, exchange.params.partyId ?? "");
}

export function headers(args: HeadersArgs) {
  return formPageHeaders(args);
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => (page ? [{ title: commonMessages[page.language].titled(`${caseMessages[page.language].title} ${page.view.partyId}`) }] : []);

export default function ComplianceParty() {
  return <CaseFile {...useLoaderData<typeof loader>()} refill={useActionData<typeof action>()} />;
}

import type { ActionFunctionArgs, HeadersArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { FindCase } from "#app/components/case/find";
import { answerFind, requireStaff } from "#app/http/compliance/case-pages.server";
import { formPageHeaders } from "#app/http/form-page";
import { readLanguage } from "#app/http/language.server";
import { caseMessages } from "#app/messages/case-file";
import { commonMessages } from "#app/messages/common";

export async function loader(exchange: LoaderFunctionArgs) {
  const viewer = await requireStaff(exchange);
  return { language: readLanguage(exchange, viewer), formToken: viewer.formToken };
}

export function action(exchange: ActionFunctionArgs) {
  return answerFind(exchange);
}

export function headers(args: HeadersArgs) {
  return formPageHeaders(args);
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => (page ? [{ title: commonMessages[page.language].titled(caseMessages[page.language].findTitle) }] : []);

export default function ComplianceParties() {
  return <FindCase formToken={useLoaderData<typeof loader>().formToken} refill={useActionData<typeof action>()} />;
}

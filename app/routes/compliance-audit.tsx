import type { ActionFunctionArgs, HeadersArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { AuditPage } from "#app/components/audit/audit-page";
import { answerAudit, readAuditPage } from "#app/http/compliance/audit-view.server";
import { formPageHeaders } from "#app/http/form-page";
import { auditMessages } from "#app/messages/audit";
import { commonMessages } from "#app/messages/common";

export function loader(exchange: LoaderFunctionArgs) {
  return readAuditPage(exchange);
}

export function action(exchange: ActionFunctionArgs) {
  return answerAudit(exchange);
}

export function headers(args: HeadersArgs) {
  return formPageHeaders(args);
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => (page ? [{ title: commonMessages[page.language].titled(auditMessages[page.language].title) }] : []);

export default function ComplianceAudit() {
  return <AuditPage {...useLoaderData<typeof loader>()} refill={useActionData<typeof action>()} />;
}

import type { ActionFunctionArgs, HeadersArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { ChangePage, readPart } from "#app/components/account/change";
import { SummaryPage } from "#app/components/account/summary";
import { readName } from "#app/domain/access/profile.server";
import { wantsReminders } from "#app/domain/notice/inbox/reminder-choice.server";
import { answerAccountForm } from "#app/http/account/account-forms.server";
import { formPageHeaders, formPageTitle } from "#app/http/form-page";
import { readForm } from "#app/http/form.server";
import { readLanguage } from "#app/http/language.server";
import { requireViewer } from "#app/http/viewer.server";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireViewer({ request, context });
  const query = new URL(request.url).searchParams;
  const { formToken, address, isAddressConfirmed, roles, own } = viewer;
  return {
    language: readLanguage({ request, context }, viewer),
    part: readPart(query.get("change")),
    done: query.get("done"),
    sessionDays: Math.ceil(context.portal.settings.sessionHours / 24),
    account: { formToken, address, isAddressConfirmed, roles, customerKind: own.customerKind, language: viewer.language },
    name: await readName(context.portal, viewer.own.partyId),
    wantsReminders: await wantsReminders(context.portal, viewer.own.partyId),
  };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const viewer = await requireViewer({ request, context });
  const form = await readForm({ request, context }, viewer);
  return answerAccountForm({ request, context }, viewer, form);
}

export function headers(args: HeadersArgs) {
  return formPageHeaders(args);
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) =>
  formPageTitle(page, ({ account, change }) => (page?.part ? change[page.part] : account.title));

export default function Account() {
  const view = useLoaderData<typeof loader>();
  const refilled = useActionData<typeof action>();
  const { part } = view;
  return part === null ? <SummaryPage {...view} refill={refilled} /> : <ChangePage {...view} part={part} refill={refilled} />;
}

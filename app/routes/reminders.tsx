import { data, type ActionFunctionArgs, type HeadersArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { RemindersPage } from "#app/components/inbox/reminders";
import { chooseReminders, readReminderToken, wantsReminders } from "#app/domain/notice/inbox/reminder-choice.server";
import { textOf } from "#app/http/account/account-fields.server";
import type { Exchange } from "#app/http/context";
import { formPageHeaders } from "#app/http/form-page";
import { readOpenForm } from "#app/http/form.server";
import { readLanguage } from "#app/http/language.server";
import { refuse } from "#app/http/refuse.server";
import { readViewer } from "#app/http/viewer.server";
import { commonMessages } from "#app/messages/common";
import { inboxMessages } from "#app/messages/inbox";

/** Opening the link changes nothing: programs open links, too. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const partyId = await requireParty({ request, context }, params.token ?? "");
  const viewer = await readViewer({ request, context });
  return { language: readLanguage({ request, context }, viewer), wanted: await wantsReminders(context.portal, partyId) };
}

/** The button of the page, and the request that mail programs send by themselves (RFC 8058), which is answered without leading elsewhere. */
export async function action({ request, context, params }: ActionFunctionArgs) {
  const partyId = await requireParty({ request, context }, params.token ?? "");
  const form = await readOpenForm({ request, context });
  const wanted = textOf(form, "reminders") === "yes";
  await chooseReminders(context.portal, { partyId, wantsReminders: wanted });
  return data({ wanted });
}

async function requireParty({ context }: Exchange, token: string): Promise<string> {
  const partyId = await readReminderToken(context.portal, token);
  if (partyId === null) throw refuse("reminder-link-unknown");
  return partyId;
}

export function headers(args: HeadersArgs) {
  return formPageHeaders(args);
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) =>
  page ? [{ title: commonMessages[page.language].titled(inboxMessages[page.language].reminders.title) }] : [];

export default function Reminders() {
  const { wanted } = useLoaderData<typeof loader>();
  return <RemindersPage wanted={wanted} isChanged={useActionData<typeof action>() !== undefined} />;
}

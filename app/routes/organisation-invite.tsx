import { redirect, type ActionFunctionArgs, type HeadersArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { InvitePage } from "#app/components/organisation/invite";
import { inviteDelegate } from "#app/domain/access/delegation-invite.server";
import { formPageHeaders } from "#app/http/form-page";
import { readForm } from "#app/http/form.server";
import { readLanguage } from "#app/http/language.server";
import { organisationFault, readInvitationForm } from "#app/http/account/organisation-forms.server";
import { requireOwned } from "#app/http/account/organisation-owner.server";
import { organisationTitle } from "#app/http/account/organisation-title";
import { portalZone } from "#app/http/account/organisation-view.server";
import { refill, refillLater } from "#app/http/desk/refill.server";
import { refuse } from "#app/http/refuse.server";
import { requireFreshSignIn, requireViewer } from "#app/http/viewer.server";

/** Longer than for opening the page, so that what was typed is not lost to the minutes that typing took. */
const SENT_WITHIN_MINUTES = 60;

/** The field of the form that an outcome blames. */
const FIELD = { "own-address": "address", "ends-before-beginning": "until", "scopes-missing": "scopes", unconfirmed: "form", "too-many": "form" } as const;

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await requireViewer({ request, context });
  const organisation = await requireOwned(context.portal, viewer, params.id);
  await requireFreshSignIn({ request, context }, viewer);
  const language = readLanguage({ request, context }, viewer);
  return { language, formToken: viewer.formToken, organisation, zone: await portalZone(context.portal) };
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const viewer = await requireViewer({ request, context });
  await requireFreshSignIn({ request, context }, viewer, SENT_WITHIN_MINUTES);
  const form = await readForm({ request, context }, viewer);
  const language = readLanguage({ request, context }, viewer);
  const read = readInvitationForm(form, { language, zone: await portalZone(context.portal) });
  if ("faults" in read) return refill(form, read.faults);
  const partyId = params.id ?? "";
  const result = await inviteDelegate(context.portal, viewer, { partyId, language, ...read.values });
  switch (result.outcome) {
    case "mailed":
      return redirect(`/organisations/${partyId}?done=invited`, 303);
    case "limited":
      return refillLater(form, { context, language, retryAt: result.retryAt });
    case "unknown":
      throw refuse("page-unknown");
    case "own-address":
    case "ends-before-beginning":
    case "scopes-missing":
    case "unconfirmed":
    case "too-many":
      return refill(form, { [FIELD[result.outcome]]: organisationFault(result.outcome, language) });
  }
}

export function headers(args: HeadersArgs) {
  return formPageHeaders(args);
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => organisationTitle(page, ({ invite }) => invite.title);

export default function Invite() {
  return <InvitePage {...useLoaderData<typeof loader>()} refill={useActionData<typeof action>()} />;
}

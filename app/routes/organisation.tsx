import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { OrganisationPage, readDone } from "#app/components/organisation/page";
import { withdrawInvitation } from "#app/domain/access/delegation-invite.server";
import { textOf } from "#app/http/account/account-fields.server";
import { readForm } from "#app/http/form.server";
import { readLanguage } from "#app/http/language.server";
import { organisationTitle } from "#app/http/account/organisation-title";
import { placeName, portalZone, viewOrganisation } from "#app/http/account/organisation-view.server";
import { refuse } from "#app/http/refuse.server";
import { requireViewer } from "#app/http/viewer.server";

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await requireViewer({ request, context });
  const query = new URL(request.url).searchParams;
  const view = await viewOrganisation(context.portal, { viewer, partyId: params.id ?? "", before: query.get("before") });
  if (view === null) throw refuse("page-unknown");
  const language = readLanguage({ request, context }, viewer);
  const { place } = view.organisation;
  return {
    language,
    formToken: viewer.formToken,
    zone: await portalZone(context.portal),
    place: place && placeName(place, language),
    done: readDone(query.get("done")),
    ...view,
  };
}

/** Withdraws an invitation that waits. */
export async function action({ request, context, params }: ActionFunctionArgs) {
  const viewer = await requireViewer({ request, context });
  const form = await readForm({ request, context }, viewer);
  const partyId = params.id ?? "";
  const isWithdrawn = await withdrawInvitation(context.portal, { actor: viewer, partyId, id: textOf(form, "withdraw") });
  return redirect(isWithdrawn ? `/organisations/${partyId}?done=withdrawn` : `/organisations/${partyId}`, 303);
}

export function headers() {
  return { "Cache-Control": "no-store" };
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => organisationTitle(page, () => page?.organisation.name ?? "");

export default function Organisation() {
  return <OrganisationPage {...useLoaderData<typeof loader>()} />;
}

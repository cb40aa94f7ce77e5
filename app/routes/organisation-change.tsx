import { redirect, type ActionFunctionArgs, type HeadersArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { OrganisationFormPage } from "#app/components/organisation/form";
import { changeOrganisation } from "#app/domain/access/organisation.server";
import { formPageHeaders } from "#app/http/form-page";
import { readForm } from "#app/http/form.server";
import { readLanguage } from "#app/http/language.server";
import { readOrganisationForm } from "#app/http/account/organisation-forms.server";
import { requireOwned } from "#app/http/account/organisation-owner.server";
import { organisationTitle } from "#app/http/account/organisation-title";
import { placesIn } from "#app/http/account/organisation-view.server";
import { refill } from "#app/http/desk/refill.server";
import { refuse } from "#app/http/refuse.server";
import { requireViewer } from "#app/http/viewer.server";

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await requireViewer({ request, context });
  const organisation = await requireOwned(context.portal, viewer, params.id);
  const language = readLanguage({ request, context }, viewer);
  return { language, formToken: viewer.formToken, once: "", organisation, places: placesIn(language) };
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const viewer = await requireViewer({ request, context });
  const form = await readForm({ request, context }, viewer);
  const read = readOrganisationForm(form, readLanguage({ request, context }, viewer));
  if ("faults" in read) return refill(form, read.faults);
  const partyId = params.id ?? "";
  if (!(await changeOrganisation(context.portal, { actor: viewer, partyId, ...read.values }))) throw refuse("page-unknown");
  return redirect(`/organisations/${partyId}?done=changed`, 303);
}

export function headers(args: HeadersArgs) {
  return formPageHeaders(args);
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => organisationTitle(page, ({ form }) => form.change);

export default function ChangeOrganisation() {
  return <OrganisationFormPage {...useLoaderData<typeof loader>()} refill={useActionData<typeof action>()} />;
}

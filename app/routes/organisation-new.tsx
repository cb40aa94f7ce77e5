import { redirect, type ActionFunctionArgs, type HeadersArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { OrganisationFormPage } from "#app/components/organisation/form";
import { foundOrganisation, newOrganisationKey } from "#app/domain/access/organisation.server";
import { textOf } from "#app/http/account/account-fields.server";
import { formPageHeaders } from "#app/http/form-page";
import { readForm } from "#app/http/form.server";
import { readLanguage } from "#app/http/language.server";
import { organisationFault, readOrganisationForm } from "#app/http/account/organisation-forms.server";
import { organisationTitle } from "#app/http/account/organisation-title";
import { placesIn } from "#app/http/account/organisation-view.server";
import { orProblemPage } from "#app/http/problem";
import { refill, refillLater } from "#app/http/desk/refill.server";
import { requireViewer } from "#app/http/viewer.server";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireViewer({ request, context });
  const language = readLanguage({ request, context }, viewer);
  const once = newOrganisationKey(context.portal, viewer.accountId);
  return { language, formToken: viewer.formToken, once, places: placesIn(language) };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const viewer = await requireViewer({ request, context });
  const form = await readForm({ request, context }, viewer);
  const language = readLanguage({ request, context }, viewer);
  const read = readOrganisationForm(form, language);
  if ("faults" in read) return refill(form, read.faults);
  const result = await orProblemPage(foundOrganisation(context.portal, viewer, { key: textOf(form, "once"), ...read.values }));
  switch (result.outcome) {
    case "founded":
      return redirect(`/organisations/${result.partyId}?done=created`, 303);
    case "limited":
      return refillLater(form, { context, language, retryAt: result.retryAt });
    case "form-over":
    case "too-many":
      return refill(form, { form: organisationFault(result.outcome, language) });
  }
}

export function headers(args: HeadersArgs) {
  return formPageHeaders(args);
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => organisationTitle(page, ({ form }) => form.create);

export default function NewOrganisation() {
  return <OrganisationFormPage {...useLoaderData<typeof loader>()} organisation={null} refill={useActionData<typeof action>()} />;
}

import { data, redirect, type ActionFunctionArgs, type HeadersArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { ResetRequestPage, ResetSentPage } from "#app/components/account/reset";
import { requestReset } from "#app/domain/access/reset-password.server";
import { readAddress, readFields } from "#app/http/account/account-fields.server";
import { formPageHeaders, formPageTitle } from "#app/http/form-page";
import { openForm, readForm } from "#app/http/form.server";
import { readLanguage } from "#app/http/language.server";
import { limitedClient } from "#app/http/limits.server";
import { refill, refillLater } from "#app/http/desk/refill.server";
import { readViewer } from "#app/http/viewer.server";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await readViewer({ request, context });
  const { formToken, headers } = openForm({ request, context });
  const isSent = new URL(request.url).searchParams.has("sent");
  return data({ formToken, language: readLanguage({ request, context }, viewer), isSent }, { headers });
}

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await readForm({ request, context }, null);
  const language = readLanguage({ request, context }, null);
  const read = readFields({ address: readAddress(form) }, language);
  if ("faults" in read) return refill(form, read.faults);
  const result = await requestReset(context.portal, { ...read.values, client: limitedClient(context) });
  if (result.outcome === "limited") return refillLater(form, { context, language, retryAt: result.retryAt });
  return redirect("/reset?sent", 303);
}

export function headers(args: HeadersArgs) {
  return formPageHeaders(args);
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) =>
  formPageTitle(page, ({ reset }) => (page?.isSent ? reset.sentTitle : reset.title));

export default function Reset() {
  const { isSent, formToken } = useLoaderData<typeof loader>();
  const refilled = useActionData<typeof action>();
  return isSent ? <ResetSentPage /> : <ResetRequestPage formToken={formToken} refill={refilled} />;
}

import { data, redirect, type ActionFunctionArgs, type HeadersArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { MovePage, TakenPage } from "#app/components/account/confirm";
import { LinkOverPage } from "#app/components/account/link-over";
import { confirmAddressChange, readAddressChange } from "#app/domain/access/change-address.server";
import { formPageHeaders, formPageTitle } from "#app/http/form-page";
import { openForm, readForm } from "#app/http/form.server";
import { readLanguage } from "#app/http/language.server";
import { readViewer } from "#app/http/viewer.server";

/** Needs no sign-in: the mail may be opened on another device. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const change = await readAddressChange(context.portal, params.token ?? "");
  const { formToken, headers } = openForm({ request, context });
  const language = readLanguage({ request, context }, change?.account ?? null);
  return data({ formToken, language, address: change?.next ?? null }, { headers, status: change ? 200 : 404 });
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  await readForm({ request, context }, null);
  const { outcome } = await confirmAddressChange(context.portal, params.token ?? "");
  if (outcome === "taken") return data({ isTaken: true }, { status: 409 });
  if (outcome === "link-over") return null;
  const viewer = await readViewer({ request, context });
  return redirect(viewer ? "/account?done=moved" : "/sign-in?after=moved", 303);
}

export function headers(args: HeadersArgs) {
  return formPageHeaders(args);
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) =>
  formPageTitle(page, ({ move, linkOver }) => (page?.address ? move.title : linkOver.title));

export default function AccountAddress() {
  const { formToken, address } = useLoaderData<typeof loader>();
  if (useActionData<typeof action>()?.isTaken) return <TakenPage />;
  return address === null ? <LinkOverPage purpose="change" /> : <MovePage formToken={formToken} address={address} />;
}

import { data, redirect, type ActionFunctionArgs, type HeadersArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ConfirmPage } from "#app/components/account/confirm";
import { LinkOverPage } from "#app/components/account/link-over";
import { confirmAddress } from "#app/domain/access/confirm-address.server";
import { readLink } from "#app/domain/access/open-link.server";
import { formPageHeaders, formPageTitle } from "#app/http/form-page";
import { openForm, readForm } from "#app/http/form.server";
import { readLanguage } from "#app/http/language.server";
import { readViewer } from "#app/http/viewer.server";

/** Opening the link does nothing yet: programs that look into mails open links too. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const found = await readLink(context.portal, { purpose: "confirm", token: params.token ?? "" });
  const { formToken, headers } = openForm({ request, context });
  const language = readLanguage({ request, context }, found?.account ?? null);
  return data({ formToken, language, address: found?.account.address ?? null }, { headers, status: found ? 200 : 404 });
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  await readForm({ request, context }, null);
  const isConfirmed = await confirmAddress(context.portal, params.token ?? "");
  if (!isConfirmed) return null;
  const viewer = await readViewer({ request, context });
  return redirect(viewer?.isAddressConfirmed ? "/account?done=confirmed" : "/sign-in?after=confirmed", 303);
}

export function headers(args: HeadersArgs) {
  return formPageHeaders(args);
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) =>
  formPageTitle(page, ({ confirm, linkOver }) => (page?.address ? confirm.title : linkOver.title));

export default function Confirm() {
  const { formToken, address } = useLoaderData<typeof loader>();
  return address === null ? <LinkOverPage purpose="confirm" /> : <ConfirmPage formToken={formToken} address={address} />;
}

import { data, redirect, type ActionFunctionArgs, type HeadersArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { LinkOverPage } from "#app/components/account/link-over";
import { NewPasswordPage } from "#app/components/account/reset";
import { readLink } from "#app/domain/access/open-link.server";
import { resetPassword } from "#app/domain/access/reset-password.server";
import { readFields, readNewPassword } from "#app/http/account/account-fields.server";
import { formPageHeaders, formPageTitle } from "#app/http/form-page";
import { openForm, readForm } from "#app/http/form.server";
import { readLanguage } from "#app/http/language.server";
import { refill } from "#app/http/desk/refill.server";
import { endedSessionCookie } from "#app/http/session.server";

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const found = await readLink(context.portal, { purpose: "reset", token: params.token ?? "" });
  const { formToken, headers } = openForm({ request, context });
  const language = readLanguage({ request, context }, found?.account ?? null);
  return data({ formToken, language, address: found?.account.address ?? null }, { headers, status: found ? 200 : 404 });
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const form = await readForm({ request, context }, null);
  const token = params.token ?? "";
  const found = await readLink(context.portal, { purpose: "reset", token });
  if (found === null) return null;
  const language = readLanguage({ request, context }, found.account);
  const read = readFields({ password: readNewPassword(form, found.account.address) }, language);
  if ("faults" in read) return refill(form, read.faults);
  const isReset = await resetPassword(context.portal, { token, ...read.values });
  if (!isReset) return null;
  return redirect("/sign-in?after=reset", { status: 303, headers: { "Set-Cookie": endedSessionCookie(context) } });
}

export function headers(args: HeadersArgs) {
  return formPageHeaders(args);
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) =>
  formPageTitle(page, ({ reset, linkOver }) => (page?.address ? reset.title : linkOver.title));

export default function ResetLink() {
  const { formToken, address } = useLoaderData<typeof loader>();
  const refilled = useActionData<typeof action>() ?? undefined;
  if (address === null) return <LinkOverPage purpose="reset" />;
  return <NewPasswordPage formToken={formToken} address={address} refill={refilled} />;
}

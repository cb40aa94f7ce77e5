import { data, redirect, type ActionFunctionArgs, type HeadersArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { SignInPage } from "#app/components/account/sign-in";
import { parseAddress } from "#app/domain/access/address";
import { signIn } from "#app/domain/access/sign-in.server";
import { sentenceOf, textOf } from "#app/http/account/account-fields.server";
import { formPageHeaders, formPageTitle } from "#app/http/form-page";
import { openForm, readForm } from "#app/http/form.server";
import { readLanguage } from "#app/http/language.server";
import { leftSentence } from "#app/http/acceptance/leave-view.server";
import { limitedClient } from "#app/http/limits.server";
import { portalZone } from "#app/http/account/organisation-view.server";
import { restrictedSentence } from "#app/http/erasure/erasure-view";
import { refill, refillLater } from "#app/http/desk/refill.server";
import { readOnwardPath } from "#app/http/return-path.server";
import { readSessionToken, sessionCookie } from "#app/http/session.server";
import { readViewer } from "#app/http/viewer.server";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const query = new URL(request.url).searchParams;
  const to = readOnwardPath(query.get("to"));
  if (await readViewer({ request, context })) throw redirect(to);
  const { formToken, headers } = openForm({ request, context });
  const language = readLanguage({ request, context }, null);
  return data({ formToken, language, to, after: query.get("after"), isSignUpOpen: context.portal.settings.isSignUpOpen }, { headers });
}

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await readForm({ request, context }, null);
  const language = readLanguage({ request, context }, null);
  const address = parseAddress(textOf(form, "address")) ?? textOf(form, "address");
  const given = { address, password: textOf(form, "password"), formerToken: readSessionToken({ request, context }) };
  const result = await signIn(context.portal, { ...given, client: limitedClient(context) });
  switch (result.outcome) {
    case "wrong":
      return refill(form, { form: sentenceOf("sign-in-wrong", language) });
    case "restricted":
      return refill(form, { form: restrictedSentence(result.untilAt, language) });
    case "left":
      return refill(form, { form: leftSentence(result.leftAt, { language, zone: await portalZone(context.portal) }) });
    case "limited":
      return refillLater(form, { context, language, retryAt: result.retryAt });
    case "signed-in":
      return redirect(readOnwardPath(form.get("to")), { status: 303, headers: { "Set-Cookie": sessionCookie(context, result.token) } });
  }
}

export function headers(args: HeadersArgs) {
  return formPageHeaders(args);
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => formPageTitle(page, (words) => words.signIn.title);

export default function SignIn() {
  return <SignInPage {...useLoaderData<typeof loader>()} refill={useActionData<typeof action>()} />;
}

import { data, redirect, type ActionFunctionArgs, type HeadersArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { SignUpPage } from "#app/components/account/sign-up";
import { signUp } from "#app/domain/access/sign-up.server";
import { readSignUp } from "#app/http/account/account-fields.server";
import { formPageHeaders, formPageTitle } from "#app/http/form-page";
import { openForm, readForm } from "#app/http/form.server";
import { readLanguage } from "#app/http/language.server";
import { limitedClient } from "#app/http/limits.server";
import { refill, refillLater } from "#app/http/desk/refill.server";
import { readOnwardPath } from "#app/http/return-path.server";
import { readViewer } from "#app/http/viewer.server";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const query = new URL(request.url).searchParams;
  const to = readOnwardPath(query.get("to"));
  if (await readViewer({ request, context })) throw redirect(to);
  const { formToken, headers } = openForm({ request, context });
  const state = query.has("sent") ? "sent" : context.portal.settings.isSignUpOpen ? "open" : "closed";
  return data({ formToken, language: readLanguage({ request, context }, null), to, state } as const, { headers });
}

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await readForm({ request, context }, null);
  const language = readLanguage({ request, context }, null);
  const read = readSignUp(form, language);
  if ("faults" in read) return refill(form, read.faults);
  const result = await signUp(context.portal, { ...read.values, language, client: limitedClient(context) });
  switch (result.outcome) {
    case "closed":
      return redirect("/sign-up", 303);
    case "limited":
      return refillLater(form, { context, language, retryAt: result.retryAt });
    case "mailed":
      return redirect(`/sign-up?sent&to=${encodeURIComponent(readOnwardPath(form.get("to")))}`, 303);
  }
}

export function headers(args: HeadersArgs) {
  return formPageHeaders(args);
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) =>
  formPageTitle(page, ({ signUp: words }) => (page?.state === "sent" ? words.sentTitle : page?.state === "closed" ? words.closedTitle : words.title));

export default function SignUp() {
  return <SignUpPage {...useLoaderData<typeof loader>()} refill={useActionData<typeof action>()} />;
}

import { redirect, type ActionFunctionArgs, type HeadersArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { SignInAgainPage } from "#app/components/staff/sign-in-again";
import { signInAgain } from "#app/domain/access/sign-in-again.server";
import { textOf } from "#app/http/account/account-fields.server";
import { formPageHeaders } from "#app/http/form-page";
import { readForm } from "#app/http/form.server";
import { readLanguage } from "#app/http/language.server";
import { refill, refillLater } from "#app/http/desk/refill.server";
import { readOnwardPath } from "#app/http/return-path.server";
import { readSessionToken, sessionCookie } from "#app/http/session.server";
import { requireViewer } from "#app/http/viewer.server";
import { commonMessages } from "#app/messages/common";
import { staffMessages } from "#app/messages/staff";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireViewer({ request, context });
  const to = readOnwardPath(new URL(request.url).searchParams.get("to"));
  return { language: readLanguage({ request, context }, viewer), formToken: viewer.formToken, address: viewer.address, to };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const viewer = await requireViewer({ request, context });
  const form = await readForm({ request, context }, viewer);
  const language = readLanguage({ request, context }, viewer);
  const words = staffMessages[language].again;
  const password = textOf(form, "current");
  if (password === "") return refill(form, { current: words.missing });
  const formerToken = readSessionToken({ request, context }) ?? "";
  const result = await signInAgain(context.portal, { ...viewer, formerToken }, password);
  switch (result.outcome) {
    case "wrong":
      return refill(form, { current: words.wrong });
    case "limited":
      return refillLater(form, { context, language, retryAt: result.retryAt });
    case "signed-in":
      return redirect(readOnwardPath(form.get("to")), { status: 303, headers: { "Set-Cookie": sessionCookie(context, result.token) } });
  }
}

export function headers(args: HeadersArgs) {
  return formPageHeaders(args);
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) =>
  page ? [{ title: commonMessages[page.language].titled(staffMessages[page.language].again.title) }] : [];

export default function SignInAgain() {
  return <SignInAgainPage {...useLoaderData<typeof loader>()} refill={useActionData<typeof action>()} />;
}

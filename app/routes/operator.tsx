import { data, redirect, type ActionFunctionArgs, type HeadersArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { LinkOverPage } from "#app/components/account/link-over";
import { OperatorPage } from "#app/components/account/operator";
import { createFirstOperator, readOperatorLink } from "#app/domain/access/first-operator.server";
import { readPerson, sentenceOf } from "#app/http/account/account-fields.server";
import { formPageHeaders, formPageTitle } from "#app/http/form-page";
import { openForm, readForm } from "#app/http/form.server";
import { readLanguage } from "#app/http/language.server";
import { refill } from "#app/http/desk/refill.server";
import { sessionCookie } from "#app/http/session.server";

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const isUsable = (await readOperatorLink(context.portal, params.token ?? "")) !== null;
  const { formToken, headers } = openForm({ request, context });
  const language = readLanguage({ request, context }, null);
  return data({ formToken, language, isUsable }, { headers, status: isUsable ? 200 : 404 });
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const form = await readForm({ request, context }, null);
  const language = readLanguage({ request, context }, null);
  const read = readPerson(form, language);
  if ("faults" in read) return refill(form, read.faults);
  const result = await createFirstOperator(context.portal, { ...read.values, language, token: params.token ?? "" });
  switch (result.outcome) {
    case "link-over":
      return null;
    case "taken":
      return refill(form, { address: sentenceOf("address-taken", language) });
    case "created":
      return redirect("/account", { status: 303, headers: { "Set-Cookie": sessionCookie(context, result.token) } });
  }
}

export function headers(args: HeadersArgs) {
  return formPageHeaders(args);
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) =>
  formPageTitle(page, ({ operator, linkOver }) => (page?.isUsable ? operator.title : linkOver.title));

export default function Operator() {
  const { formToken, isUsable } = useLoaderData<typeof loader>();
  const refilled = useActionData<typeof action>() ?? undefined;
  return isUsable ? <OperatorPage formToken={formToken} refill={refilled} /> : <LinkOverPage purpose="operator" />;
}

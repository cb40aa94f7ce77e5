import { redirect, type ActionFunctionArgs, type HeadersArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { LeavePage } from "#app/components/leaving/page";
import { leave } from "#app/domain/access/leave.server";
import { textOf } from "#app/http/account/account-fields.server";
import { orFault } from "#app/http/erasure/erasure-page.server";
import { formPageHeaders } from "#app/http/form-page";
import { readForm } from "#app/http/form.server";
import { readLanguage } from "#app/http/language.server";
import { viewLeave } from "#app/http/acceptance/leave-view.server";
import { refill } from "#app/http/desk/refill.server";
import { requireActor, requireFreshSignIn } from "#app/http/viewer.server";
import { commonMessages } from "#app/messages/common";
import { leavingMessages } from "#app/messages/leaving";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor({ request, context });
  await requireFreshSignIn({ request, context }, viewer);
  const language = readLanguage({ request, context }, viewer);
  return { view: await viewLeave(context.portal, viewer, language), language, formToken: viewer.formToken };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const viewer = await requireActor({ request, context });
  const form = await readForm({ request, context }, viewer);
  await requireFreshSignIn({ request, context }, viewer);
  const language = readLanguage({ request, context }, viewer);
  if (form.get("understood") !== "yes") return refill(form, { understood: leavingMessages[language].faults.understood });
  return orFault(form, { language, field: "reason" }, async () => {
    await leave(context.portal, { actor: viewer, reason: textOf(form, "reason") });
    return redirect("/leave", { status: 303 });
  });
}

export function headers(args: HeadersArgs) {
  return formPageHeaders(args);
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) =>
  page ? [{ title: commonMessages[page.language].titled(leavingMessages[page.language].title) }] : [];

export default function Leave() {
  return <LeavePage {...useLoaderData<typeof loader>()} refill={useActionData<typeof action>()} />;
}

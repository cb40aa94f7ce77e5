import { data, redirect, type ActionFunctionArgs, type HeadersArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { DeclinedPage, InvitationPage } from "#app/components/organisation/invitation";
import { answerInvitation, readInvitation } from "#app/domain/access/delegation-answer.server";
import { formPageHeaders } from "#app/http/form-page";
import { readForm } from "#app/http/form.server";
import { readLanguage } from "#app/http/language.server";
import { organisationTitle } from "#app/http/account/organisation-title";
import { portalZone } from "#app/http/account/organisation-view.server";
import { orProblemPage } from "#app/http/problem";
import { refuse } from "#app/http/refuse.server";
import { requireViewer } from "#app/http/viewer.server";

/** Opening the link does nothing yet, and needs a sign-in: an authority is for somebody. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await requireViewer({ request, context });
  const invitation = await readInvitation(context.portal, viewer, params.token ?? "");
  const language = readLanguage({ request, context }, viewer);
  const page = { language, formToken: viewer.formToken, address: viewer.address, zone: await portalZone(context.portal), invitation };
  return data(page, { status: invitation ? 200 : 404 });
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const viewer = await requireViewer({ request, context });
  const form = await readForm({ request, context }, viewer);
  const answer = form.get("answer");
  if (answer !== "accept" && answer !== "decline") throw refuse("input-invalid");
  const given = { token: params.token ?? "", isAccepted: answer === "accept" };
  const answered = await orProblemPage(answerInvitation(context.portal, viewer, given));
  if (answered.outcome === "accepted") return redirect("/organisations?done=accepted", 303);
  return { isDeclined: answered.outcome === "declined" };
}

export function headers(args: HeadersArgs) {
  return formPageHeaders(args);
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) =>
  organisationTitle(page, ({ invitation }) => (page?.invitation ? invitation.title : invitation.overTitle));

export default function Invitation() {
  const view = useLoaderData<typeof loader>();
  return useActionData<typeof action>()?.isDeclined ? <DeclinedPage /> : <InvitationPage {...view} />;
}

import { redirect, type ActionFunctionArgs, type HeadersArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { AuthorityPage } from "#app/components/organisation/authority";
import { readRevocable, revokeDelegation } from "#app/domain/access/delegation-revoke.server";
import { textOf } from "#app/http/account/account-fields.server";
import { formPageHeaders } from "#app/http/form-page";
import { readForm } from "#app/http/form.server";
import { readLanguage } from "#app/http/language.server";
import { organisationTitle } from "#app/http/account/organisation-title";
import { portalZone, viewAuthority } from "#app/http/account/organisation-view.server";
import { orProblemPage } from "#app/http/problem";
import { refill } from "#app/http/desk/refill.server";
import { refuse } from "#app/http/refuse.server";
import { requireViewer } from "#app/http/viewer.server";
import { organisationMessages } from "#app/messages/organisation";

/** The reason of a revocation is the owner's to read; who holds the authority is told only that it ended. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await requireViewer({ request, context });
  const delegation = await readRevocable(context.portal, viewer, params.delegation ?? "");
  if (delegation?.partyId !== params.id || delegation === null) throw refuse("page-unknown");
  const isOwn = delegation.actorId === viewer.accountId;
  return {
    language: readLanguage({ request, context }, viewer),
    formToken: viewer.formToken,
    zone: await portalZone(context.portal),
    authority: viewAuthority(delegation, context.portal.now()),
    revocation: isOwn ? null : delegation.revocation,
    isOwn,
  };
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const viewer = await requireViewer({ request, context });
  const form = await readForm({ request, context }, viewer);
  const { authority: words } = organisationMessages[readLanguage({ request, context }, viewer)];
  const [id, reason] = [params.delegation ?? "", textOf(form, "reason").slice(0, 2000)];
  const delegation = await readRevocable(context.portal, viewer, id);
  const { outcome } = await orProblemPage(revokeDelegation(context.portal, viewer, { id, reason }));
  switch (outcome) {
    case "revoked":
      return redirect(delegation?.actorId === viewer.accountId ? "/organisations?done=revoked" : `/organisations/${delegation?.partyId}?done=revoked`, 303);
    case "reason-missing":
      return refill(form, { reason: words.reasonMissing });
    case "over":
      return refill(form, { form: words.over });
    case "unknown":
      throw refuse("page-unknown");
  }
}

export function headers(args: HeadersArgs) {
  return formPageHeaders(args);
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => organisationTitle(page, ({ authority }) => authority.title);

export default function Authority() {
  return <AuthorityPage {...useLoaderData<typeof loader>()} refill={useActionData<typeof action>()} />;
}

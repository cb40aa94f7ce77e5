import { data, redirect, type ActionFunctionArgs, type HeadersArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { AccountRolesPage } from "#app/components/staff/account-roles";
import { listRoleChanges, readListedAccount } from "#app/domain/access/accounts.server";
import { ROLES } from "#app/domain/access/role";
import { changeRoles } from "#app/domain/access/roles.server";
import { textOf } from "#app/http/account/account-fields.server";
import { formPageHeaders } from "#app/http/form-page";
import { readForm } from "#app/http/form.server";
import { readLanguage } from "#app/http/language.server";
import { refuse } from "#app/http/refuse.server";
import { requireFreshSignIn, requireRole } from "#app/http/viewer.server";
import { commonMessages } from "#app/messages/common";
import { staffMessages } from "#app/messages/staff";

const DONE = ["changed", "unchanged"] as const;

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await requireRole({ request, context }, "operator");
  await requireFreshSignIn({ request, context }, viewer);
  const account = await readListedAccount(context.portal, params.id ?? "");
  if (account === null) throw refuse("page-unknown");
  const done = new URL(request.url).searchParams.get("done");
  return {
    language: readLanguage({ request, context }, viewer),
    formToken: viewer.formToken,
    account,
    changes: await listRoleChanges(context.portal, account.id),
    done: DONE.find((each) => each === done) ?? null,
  };
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const viewer = await requireRole({ request, context }, "operator");
  await requireFreshSignIn({ request, context }, viewer);
  const { accountId, roles, reason, ...change } = readChange(await readForm({ request, context }, viewer), params.id ?? "");
  const { outcome } = await changeRoles(context.portal, viewer, { accountId, reason, ...change });
  const { faults } = staffMessages[readLanguage({ request, context }, viewer)].roles;
  switch (outcome) {
    case "changed":
    case "unchanged":
      return redirect(`/operator/accounts/${accountId}?done=${outcome}`, { status: 303 });
    case "reason-missing":
      return data({ faults: { reason: faults[outcome] }, roles, reason }, { status: 422 });
    case "last-operator":
    case "address-unconfirmed":
    case "account-unknown":
      return data({ faults: { roles: faults[outcome] }, roles, reason }, { status: 422 });
    case "not-operator":
    case "sign-in-stale":
      throw refuse("page-unknown");
  }
}

/** Only what the person changed on the page counts: what somebody else changed meanwhile stays. */
function readChange(form: FormData, accountId: string) {
  const shown = textOf(form, "shown").split(" ");
  const ticked = form.getAll("role");
  return {
    accountId,
    roles: ROLES.filter((role) => ticked.includes(role)),
    grant: ROLES.filter((role) => ticked.includes(role) && !shown.includes(role)),
    revoke: ROLES.filter((role) => !ticked.includes(role) && shown.includes(role)),
    reason: textOf(form, "reason").slice(0, 2000),
  };
}

export function headers(args: HeadersArgs) {
  return formPageHeaders(args);
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) =>
  page ? [{ title: commonMessages[page.language].titled(staffMessages[page.language].roles.title) }] : [];

export default function AccountRoles() {
  return <AccountRolesPage view={useLoaderData<typeof loader>()} refill={useActionData<typeof action>()} />;
}

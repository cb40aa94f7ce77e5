import { data, type ActionFunctionArgs, type HeadersArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { AccountsPage, type Search } from "#app/components/staff/accounts";
import { findAccountByAddress, listAccounts, listRoleChanges } from "#app/domain/access/accounts.server";
import { parseAddress } from "#app/domain/access/address";
import { textOf } from "#app/http/account/account-fields.server";
import { formPageHeaders } from "#app/http/form-page";
import { readForm } from "#app/http/form.server";
import { readLanguage } from "#app/http/language.server";
import { requireRole } from "#app/http/viewer.server";
import { commonMessages } from "#app/messages/common";
import { staffMessages } from "#app/messages/staff";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireRole({ request, context }, "operator");
  const query = new URL(request.url).searchParams;
  const [whose, before] = [query.get("whose") === "everyone" ? "everyone" as const : "staff" as const, query.get("before")];
  return {
    language: readLanguage({ request, context }, viewer),
    formToken: viewer.formToken,
    whose,
    isFirst: before === null,
    ...(await listAccounts(context.portal, { whose, before })),
    changes: await listRoleChanges(context.portal, null),
  };
}

/** A search is sent, not asked by its address: addresses of people belong in no log. */
export async function action({ request, context }: ActionFunctionArgs) {
  const viewer = await requireRole({ request, context }, "operator");
  const form = await readForm({ request, context }, viewer);
  const words = staffMessages[readLanguage({ request, context }, viewer)].accounts;
  const typed = { address: textOf(form, "address") };
  const address = parseAddress(typed.address);
  if (address === null) return data<Search>({ faults: { address: words.searchMissing }, typed, found: null }, { status: 422 });
  const found = await findAccountByAddress(context.portal, address);
  return data<Search>({ faults: {}, typed, found });
}

export function headers(args: HeadersArgs) {
  return formPageHeaders(args);
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) =>
  page ? [{ title: commonMessages[page.language].titled(staffMessages[page.language].accounts.title) }] : [];

export default function Accounts() {
  return <AccountsPage view={useLoaderData<typeof loader>()} search={useActionData<typeof action>()} />;
}

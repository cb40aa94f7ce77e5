import { data, redirect, type ActionFunctionArgs, type HeadersArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { ActingForPage } from "#app/components/organisation/acting-for";
import { chooseActingFor, listChoosable } from "#app/domain/access/acting-for.server";
import { textOf } from "#app/http/account/account-fields.server";
import type { Exchange } from "#app/http/context";
import { formPageHeaders } from "#app/http/form-page";
import { readForm } from "#app/http/form.server";
import { readLanguage } from "#app/http/language.server";
import { organisationTitle } from "#app/http/account/organisation-title";
import { readOnwardPath } from "#app/http/return-path.server";
import { readSessionToken } from "#app/http/session.server";
import { requireViewer } from "#app/http/viewer.server";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireViewer({ request, context });
  const before = new URL(request.url).searchParams.get("before");
  const { accountId, actingFor, formToken, address } = viewer;
  return {
    language: readLanguage({ request, context }, viewer),
    formToken,
    address,
    actingFor,
    to: readGoingOn({ request }),
    isFirst: before === null,
    ...(await listChoosable(context.portal, { accountId, before })),
  };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const viewer = await requireViewer({ request, context });
  const form = await readForm({ request, context }, viewer);
  const whom = textOf(form, "whom");
  const token = readSessionToken({ request, context }) ?? "";
  const isChosen = await chooseActingFor(context.portal, { token, session: viewer, partyId: whom === "self" ? null : whom });
  return isChosen ? redirect(readGoingOn({ request }), 303) : data({ isRefused: true }, { status: 409 });
}

/** Where to go on to after the choice. */
function readGoingOn({ request }: Pick<Exchange, "request">): string {
  const to = readOnwardPath(new URL(request.url).searchParams.get("to"));
  return to === "/" || to.startsWith("/acting-for") ? "/me" : to;
}

export function headers(args: HeadersArgs) {
  return formPageHeaders(args);
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => organisationTitle(page, ({ acting }) => acting.title);

export default function ActingFor() {
  return <ActingForPage {...useLoaderData<typeof loader>()} isRefused={useActionData<typeof action>()?.isRefused === true} />;
}

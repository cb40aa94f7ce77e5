import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { OrganisationsPage, readDone } from "#app/components/organisation/list";
import { readLanguage } from "#app/http/language.server";
import { organisationTitle } from "#app/http/account/organisation-title";
import { listOwnAuthorities, portalZone } from "#app/http/account/organisation-view.server";
import { requireViewer } from "#app/http/viewer.server";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireViewer({ request, context });
  const query = new URL(request.url).searchParams;
  const before = query.get("before");
  return {
    language: readLanguage({ request, context }, viewer),
    zone: await portalZone(context.portal),
    isFirst: before === null,
    done: readDone(query.get("done")),
    ...(await listOwnAuthorities(context.portal, viewer, before)),
  };
}

export function headers() {
  return { "Cache-Control": "no-store" };
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => organisationTitle(page, ({ list }) => list.title);

export default function Organisations() {
  return <OrganisationsPage {...useLoaderData<typeof loader>()} />;
}

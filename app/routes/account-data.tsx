import type { HeadersArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { DataPage } from "#app/components/account/data";
import { readRetention } from "#app/domain/evidence/retention/file.server";
import { readCopy } from "#app/http/erasure/copy-file.server";
import { viewData } from "#app/http/erasure/data-view.server";
import { formPageHeaders } from "#app/http/form-page";
import { readLanguage } from "#app/http/language.server";
import { requireActor, requireFreshSignIn } from "#app/http/viewer.server";
import { commonMessages } from "#app/messages/common";
import { dataMessages } from "#app/messages/data";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor({ request, context });
  await requireFreshSignIn({ request, context }, viewer);
  const language = readLanguage({ request, context }, viewer);
  const rules = await readRetention(context.portal.settings);
  return { language, view: await viewData(context.portal, await readCopy({ request, context }, viewer), { language, rules }) };
}

export function headers(args: HeadersArgs) {
  return formPageHeaders(args);
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => (page ? [{ title: commonMessages[page.language].titled(dataMessages[page.language].title) }] : []);

export default function AccountData() {
  return <DataPage view={useLoaderData<typeof loader>().view} />;
}

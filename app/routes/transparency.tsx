import { data, type HeadersArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { TransparencyPage } from "#app/components/verify/transparency";
import { readTransparency } from "#app/domain/evidence/transparency.server";
import { readLanguage } from "#app/http/language.server";
import { pageHeaders } from "#app/http/revalidate.server";
import { viewVerifierFile } from "#app/http/evidence/verifier-file.server";
import { readViewer } from "#app/http/viewer.server";
import { commonMessages } from "#app/messages/common";
import { transparencyMessages } from "#app/messages/transparency";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await readViewer({ request, context });
  const language = readLanguage({ request, context }, viewer);
  const { ledgers, tokens, isStopped } = await readTransparency(context.portal);
  const view = { language, ledgers, tokens, isStopped, verifier: await viewVerifierFile() };
  return data(view, { headers: pageHeaders({ request, context }, { language, viewer, shown: view }) });
}

export function headers({ loaderHeaders }: HeadersArgs) {
  return loaderHeaders;
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) =>
  page
    ? [
        { title: commonMessages[page.language].titled(transparencyMessages[page.language].title) },
        { name: "description", content: transparencyMessages[page.language].lead },
      ]
    : [];

export default function Transparency() {
  return <TransparencyPage {...useLoaderData<typeof loader>()} />;
}

import { data, type ActionFunctionArgs, type HeadersArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { VerifyPage } from "#app/components/verify/page";
import { readLanguage } from "#app/http/language.server";
import { pageHeaders } from "#app/http/revalidate.server";
import { viewVerifierFile } from "#app/http/evidence/verifier-file.server";
import { checkUpload, keyLines } from "#app/http/evidence/verify-upload.server";
import { readViewer } from "#app/http/viewer.server";
import { commonMessages } from "#app/messages/common";
import { verifyPageMessages } from "#app/messages/verify-page";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await readViewer({ request, context });
  const language = readLanguage({ request, context }, viewer);
  const view = { language, keys: keyLines({ request, context }), verifier: await viewVerifierFile() };
  return data(view, { headers: pageHeaders({ request, context }, { language, viewer, shown: view }) });
}

export async function action({ request, context }: ActionFunctionArgs) {
  const language = readLanguage({ request, context }, await readViewer({ request, context }));
  const { blocks, keys, init } = await checkUpload({ request, context }, language);
  return data({ blocks, keys }, { status: init.status, headers: { ...init.headers, "Cache-Control": "no-store" } });
}

/** The page may be kept and asked about; what it answers to an upload may not. */
export function headers({ actionHeaders, loaderHeaders }: HeadersArgs) {
  return actionHeaders.has("Cache-Control") ? actionHeaders : loaderHeaders;
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) =>
  page ? [{ title: commonMessages[page.language].titled(verifyPageMessages[page.language].title) }] : [];

export default function Verify() {
  return <VerifyPage {...useLoaderData<typeof loader>()} found={useActionData<typeof action>()} />;
}

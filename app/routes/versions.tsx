import { data, type HeadersArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { HistoryPage } from "#app/components/agreement/history";
import { readTimeline } from "#app/domain/publication/reading.server";
import { viewHistory } from "#app/http/reading/history-view.server";
import { readLanguage } from "#app/http/language.server";
import { orProblemPage } from "#app/http/problem";
import { pageHeaders } from "#app/http/revalidate.server";
import { readViewer } from "#app/http/viewer.server";
import { commonMessages } from "#app/messages/common";
import { readingMessages } from "#app/messages/reading";

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await readViewer({ request, context });
  const language = readLanguage({ request, context }, viewer);
  const found = await orProblemPage(readTimeline(context.portal, params.slug ?? ""));
  const view = viewHistory(found, language);
  return data({ view, language }, { headers: pageHeaders({ request, context }, { language, viewer, shown: view }) });
}

export function headers({ loaderHeaders }: HeadersArgs) {
  return loaderHeaders;
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) =>
  page ? [{ title: commonMessages[page.language].titled(readingMessages[page.language].historyTitle(page.view.title.text)) }] : [];

export default function Versions() {
  return <HistoryPage view={useLoaderData<typeof loader>().view} />;
}

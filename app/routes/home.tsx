import { data, type HeadersArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Catalogue } from "#app/components/home";
import { readStandings } from "#app/domain/acceptance/standing.server";
import { readHistories } from "#app/domain/publication/catalog.server";
import { inPrecedence } from "#app/domain/publication/status";
import { viewCatalogue } from "#app/http/reading/catalogue-view.server";
import { readLanguage } from "#app/http/language.server";
import { pageHeaders } from "#app/http/revalidate.server";
import { readViewer } from "#app/http/viewer.server";
import { commonMessages } from "#app/messages/common";
import { readingMessages } from "#app/messages/reading";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { portal } = context;
  const viewer = await readViewer({ request, context });
  const language = readLanguage({ request, context }, viewer);
  const histories = inPrecedence(await readHistories(portal), portal.now());
  const standings = viewer ? await readStandings(portal, viewer) : [];
  const entries = viewCatalogue({ histories, standings, at: portal.now(), language });
  return data({ entries, language }, { headers: pageHeaders({ request, context }, { language, viewer, shown: entries }) });
}

export function headers({ loaderHeaders }: HeadersArgs) {
  return loaderHeaders;
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => {
  const language = page?.language ?? "zh-CN";
  return [
    { title: commonMessages[language].titled(readingMessages[language].homeTitle) },
    { name: "description", content: commonMessages[language].purpose },
  ];
};

export default function Home() {
  return <Catalogue entries={useLoaderData<typeof loader>().entries} />;
}

import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { MyAgreementsPage } from "#app/components/my-agreements";
import { readStandings } from "#app/domain/acceptance/standing.server";
import { readPastActs } from "#app/domain/evidence/receipt.server";
import { readLanguage } from "#app/http/language.server";
import { viewMyAgreements, viewPastAct } from "#app/http/my-agreements-view";
import { requireViewer } from "#app/http/viewer.server";
import { commonMessages } from "#app/messages/common";
import { myAgreementsMessages } from "#app/messages/receipts";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireViewer({ request, context });
  const language = readLanguage({ request, context }, viewer);
  const after = new URL(request.url).searchParams.get("after");
  const standings = await readStandings(context.portal, viewer);
  const { acts, next } = await readPastActs(context.portal, { partyId: viewer.partyId, after });
  const history = { acts: acts.map((act) => viewPastAct(act, language)), next, isFirst: after === null };
  return { view: viewMyAgreements(standings, language), history, language };
}

export function headers() {
  return { "Cache-Control": "no-store" };
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => {
  const language = page?.language ?? "zh-CN";
  return [{ title: commonMessages[language].titled(myAgreementsMessages[language].title) }];
};

export default function MyAgreements() {
  return <MyAgreementsPage {...useLoaderData<typeof loader>()} />;
}

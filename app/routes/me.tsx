import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { MyAgreementsPage } from "#app/components/my-agreements";
import { readStandings } from "#app/domain/acceptance/standing.server";
import { readPastActs } from "#app/domain/evidence/receipt/receipt.server";
import { readActors } from "#app/http/desk/actors.server";
import { readLanguage } from "#app/http/language.server";
import { viewMyAgreements, viewPastAct } from "#app/http/acceptance/my-agreements-view";
import { viewMyNotices } from "#app/http/notices/my-notices.server";
import { requireActor } from "#app/http/viewer.server";
import { commonMessages } from "#app/messages/common";
import { myAgreementsMessages } from "#app/messages/receipts";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor({ request, context });
  const language = readLanguage({ request, context }, viewer);
  const after = new URL(request.url).searchParams.get("after");
  const standings = await readStandings(context.portal, viewer);
  const { accountId, partyId, actingFor } = viewer;
  const madeBy = actingFor.whom === "organisation" && actingFor.relation !== "owner" ? accountId : null;
  const { acts, next } = await readPastActs(context.portal, { partyId, madeBy, after });
  const actors = await readActors(context.portal, acts);
  const history = { acts: acts.map((act) => viewPastAct({ ...act, by: actors.get(act.act.delegationId ?? "") ?? null }, language)), next, isFirst: after === null };
  return { view: viewMyAgreements(standings, language), told: await viewMyNotices(context.portal, viewer, language), history, language };
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

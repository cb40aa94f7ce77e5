import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ChangeGatePage } from "#app/components/gate/page";
import { askedAtGate } from "#app/domain/acceptance/gate";
import { readGate } from "#app/domain/acceptance/gate.server";
import { reportUse } from "#app/domain/acceptance/use.server";
import { textOf } from "#app/http/account/account-fields.server";
import { mayContinue, viewChangeGate } from "#app/http/acceptance/change-gate.server";
import type { Exchange } from "#app/http/context";
import { gatePath, readDestination } from "#app/http/acceptance/destination.server";
import { readForm } from "#app/http/form.server";
import { leftOf, putOffCookie, readPutOff } from "#app/http/acceptance/gate.server";
import { viewGate } from "#app/http/acceptance/gate-view.server";
import { readLanguage } from "#app/http/language.server";
import { isOpenedByPerson } from "#app/http/acceptance/opening.server";
import { orProblemPage } from "#app/http/problem";
import { refuse } from "#app/http/refuse.server";
import { readViewer, requireActor, type Viewer } from "#app/http/viewer.server";
import { commonMessages } from "#app/messages/common";
import { gateMessages } from "#app/messages/gate";

/** Where `?to=` leads; null where none was given. */
function readTo({ request, context }: Exchange): string | null {
  const to = new URL(request.url).searchParams.get("to");
  return to === null ? null : readDestination(to, context.portal.settings);
}

export async function loader({ request, context }: LoaderFunctionArgs) {
  isOpenedByPerson(request);
  const exchange = { request, context };
  const to = readTo(exchange);
  if ((await readViewer(exchange)) === null) return data({ page: "visitor" as const, to, language: readLanguage(exchange, null) });
  const viewer = await requireActor(exchange);
  if (viewer.left !== null) throw redirect("/leave");
  const language = readLanguage(exchange, viewer);
  const { portal } = context;
  const gate = leftOf(await readGate(portal, viewer), readPutOff(exchange, viewer));
  if (gate.kind === "open" && to !== null) throw redirect(to);
  const view = await orProblemPage(viewChangeGate(exchange, { viewer, gate, language }));
  const owner = gate.kind === "ask-owner" ? await viewGate(portal, viewer, language) : null;
  return data({ page: "gate" as const, view, owner, to, onward: gatePath(to ?? "/"), language, formToken: viewer.formToken });
}

export async function action({ request, context }: ActionFunctionArgs) {
  const viewer = await requireActor({ request, context });
  const form = await readForm({ request, context }, viewer);
  switch (textOf(form, "intent")) {
    case "later":
      return putOff({ request, context }, viewer);
    case "continue":
      return goOn({ request, context }, viewer, textOf(form, "versions"));
    default:
      throw refuse("input-invalid");
  }
}

async function putOff(exchange: Exchange, viewer: Viewer) {
  const gate = await readGate(exchange.context.portal, viewer);
  const to = readTo(exchange) ?? "/";
  return redirect(to, { status: 303, headers: { "Set-Cookie": putOffCookie(exchange, viewer, gate) } });
}

/** Only what the page told of is taken as accepted: where anything else is asked by now, the gate is shown again. */
async function goOn(exchange: Exchange, viewer: Viewer, shown: string) {
  const { portal } = exchange.context;
  const gate = await readGate(portal, viewer);
  const asked = askedAtGate(gate).map(({ version }) => version.id).join(",");
  const again = gatePath(readTo(exchange) ?? "/");
  if (!mayContinue(gate) || asked !== shown) return redirect(again, { status: 303 });
  const { partyId, accountId, own, signInId } = viewer;
  const { deemed } = await orProblemPage(reportUse(portal, { partyId, actor: { accountId, own, signInId }, source: "gate" }));
  const [first] = deemed;
  if (!first) return redirect(again, { status: 303 });
  return redirect(`/receipts/${first.actId}?to=${encodeURIComponent(again)}`, { status: 303 });
}

export function headers() {
  return { "Cache-Control": "no-store" };
}

export const meta: MetaFunction<typeof loader> = ({ data: view }) =>
  view ? [{ title: commonMessages[view.language].titled(gateMessages[view.language].title) }] : [];

export default function Gate() {
  return <ChangeGatePage view={useLoaderData<typeof loader>()} />;
}

import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { ConsentsPage } from "#app/components/consents-page";
import { Gate } from "#app/components/organisation/gate";
import { answerConsent } from "#app/domain/acceptance/answer-consent.server";
import { isConsentAnswer } from "#app/domain/acceptance/offered-set";
import { openConsentsView, readDone } from "#app/http/acceptance/consents-view.server";
import { readForm } from "#app/http/form.server";
import { viewGate } from "#app/http/acceptance/gate-view.server";
import { readLanguage } from "#app/http/language.server";
import { circumstancesOf } from "#app/http/acceptance/opening.server";
import { orProblemPage } from "#app/http/problem";
import { refuse } from "#app/http/refuse.server";
import { requireActor } from "#app/http/viewer.server";
import { consentsPageMessages } from "#app/messages/acceptance";
import { commonMessages } from "#app/messages/common";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor({ request, context });
  const language = readLanguage({ request, context }, viewer);
  const gate = await viewGate(context.portal, viewer, language);
  const consents = gate ? [] : await openConsentsView({ request, context }, { viewer, language });
  return { gate, consents, language, done: readDone(request, consents), formToken: viewer.formToken };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const viewer = await requireActor({ request, context });
  const form = await readForm({ request, context }, viewer);
  const answer = form.get("answer");
  if (!isConsentAnswer(answer)) throw refuse("input-invalid");
  const token = String(form.get("token") ?? "");
  const answered = await orProblemPage(answerConsent(context.portal, { token, answer, actor: viewer, circumstances: circumstancesOf({ request, context }) }));
  if (answered.outcome === "recorded") return redirect(`/consents?done=${answered.actId}`, 303);
  if (answered.outcome === "already so") return redirect(`/consents?done=${answered.actId}&before`, 303);
  return data({ problem: answered.outcome }, { status: 409 });
}

export function headers() {
  return { "Cache-Control": "no-store" };
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => {
  const language = page?.language ?? "zh-CN";
  return [{ title: commonMessages[language].titled(consentsPageMessages[language].title) }];
};

export default function Consents() {
  const { gate, consents, done, formToken } = useLoaderData<typeof loader>();
  const problem = useActionData<typeof action>()?.problem ?? null;
  if (gate) return <div className="page consents-page"><Gate gate={gate} /></div>;
  return <ConsentsPage consents={consents} problem={problem} done={problem ? null : done} formToken={formToken} />;
}

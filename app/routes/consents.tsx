import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { ConsentsPage } from "#app/components/consents-page";
import { answerConsent } from "#app/domain/acceptance/answer-consent.server";
import { isConsentAnswer } from "#app/domain/acceptance/offered-set";
import { openConsentsView, readDone } from "#app/http/consents-view.server";
import { readForm } from "#app/http/form.server";
import { readLanguage } from "#app/http/language.server";
import { circumstancesOf } from "#app/http/opening.server";
import { refuse } from "#app/http/refuse.server";
import { requireViewer } from "#app/http/viewer.server";
import { consentsPageMessages } from "#app/messages/acceptance";
import { commonMessages } from "#app/messages/common";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireViewer({ request, context });
  const language = readLanguage({ request, context }, viewer);
  const consents = await openConsentsView({ request, context }, { viewer, language });
  return { consents, language, done: readDone(request, consents), formToken: viewer.formToken };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const viewer = await requireViewer({ request, context });
  const form = await readForm({ request, context }, viewer);
  const answer = form.get("answer");
  if (!isConsentAnswer(answer)) throw refuse("input-invalid");
  const token = String(form.get("token") ?? "");
  const answered = await answerConsent(context.portal, { token, answer, actor: viewer, circumstances: circumstancesOf({ request, context }) });
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
  const { consents, done, formToken } = useLoaderData<typeof loader>();
  const problem = useActionData<typeof action>()?.problem ?? null;
  return <ConsentsPage consents={consents} problem={problem} done={problem ? null : done} formToken={formToken} />;
}

import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { AcceptPage } from "#app/components/accept-page";
import { accept, type AcceptOutcome } from "#app/domain/acceptance/accept.server";
import type { Answer } from "#app/domain/acceptance/answer-set.server";
import { decline, type DeclineOutcome } from "#app/domain/acceptance/decline.server";
import { openAcceptView, readOnward } from "#app/http/acceptance/accept-view.server";
import { readForm } from "#app/http/form.server";
import { readLanguage } from "#app/http/language.server";
import { circumstancesOf } from "#app/http/acceptance/opening.server";
import { orProblemPage } from "#app/http/problem";
import { receiptAddress } from "#app/http/evidence/receipt-address";
import { refuse } from "#app/http/refuse.server";
import { requireActor } from "#app/http/viewer.server";
import { acceptPageMessages } from "#app/messages/acceptance";
import { commonMessages } from "#app/messages/common";
import type { Portal } from "#app/portal.server";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor({ request, context });
  const language = readLanguage({ request, context }, viewer);
  const view = await openAcceptView({ request, context }, { viewer, language });
  if (view.kind === "consent") return redirect("/consents");
  return { view, language, formToken: viewer.formToken, to: readOnward(request) };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const viewer = await requireActor({ request, context });
  const form = await readForm({ request, context }, viewer);
  const answer = { token: String(form.get("token") ?? ""), actor: viewer, circumstances: circumstancesOf({ request, context }) };
  const answered = await orProblemPage(answerWith(context.portal, form, answer));
  if ("actId" in answered) return redirect(receiptAddress(answered, readOnward(request)), 303);
  return data({ problem: answered.outcome }, { status: answered.outcome === "unticked" ? 422 : 409 });
}

/** A box and two buttons, and nothing but their own words. */
async function answerWith(portal: Portal, form: FormData, answer: Answer): Promise<AcceptOutcome | DeclineOutcome> {
  const button = form.get("answer");
  if (button === "decline") return decline(portal, answer);
  if (button !== "accept") throw refuse("input-invalid");
  return accept(portal, { ...answer, isTicked: form.get("accepted") === "yes" });
}

export function headers() {
  return { "Cache-Control": "no-store" };
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => {
  const language = page?.language ?? "zh-CN";
  return [{ title: commonMessages[language].titled(acceptPageMessages[language].title) }];
};

export default function Accept() {
  const { view, formToken, to } = useLoaderData<typeof loader>();
  const problem = useActionData<typeof action>()?.problem ?? null;
  return <AcceptPage view={view} problem={problem} formToken={formToken} to={to} />;
}

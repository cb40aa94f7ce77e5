import type { ActionFunctionArgs, HeadersArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { RetentionPage } from "#app/components/erasure/retention-page";
import { isFreshSignIn } from "#app/domain/access/sign-in-again.server";
import { readRetentionDesk } from "#app/domain/evidence/retention/due.server";
import { formPageHeaders } from "#app/http/form-page";
import { readForm } from "#app/http/form.server";
import { readLanguage } from "#app/http/language.server";
import { orProblemPage } from "#app/http/problem";
import { answerPlans, PLANS_DONE } from "#app/http/erasure/retention-form.server";
import { viewRetention } from "#app/http/erasure/retention-view.server";
import { requireRole } from "#app/http/viewer.server";
import { commonMessages } from "#app/messages/common";
import { retentionMessages } from "#app/messages/retention";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireRole({ request, context }, "operator", "auditor");
  const { portal } = context;
  const language = readLanguage({ request, context }, viewer);
  const done = PLANS_DONE.find((each) => each === new URL(request.url).searchParams.get("done"));
  const desk = await orProblemPage(readRetentionDesk(portal, viewer.accountId));
  const view = viewRetention(desk, { language, accountId: viewer.accountId, isFresh: await isFreshSignIn(portal, viewer.signInId) });
  return { language, roles: viewer.roles, formToken: viewer.formToken, done: done ? retentionMessages[language].done[done] : null, view };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const viewer = await requireRole({ request, context }, "operator", "auditor");
  const form = await readForm({ request, context }, viewer);
  return answerPlans({ request, context }, { viewer, form, language: readLanguage({ request, context }, viewer) });
}

export function headers(args: HeadersArgs) {
  return formPageHeaders(args);
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => (page ? [{ title: commonMessages[page.language].titled(retentionMessages[page.language].title) }] : []);

export default function Retention() {
  return <RetentionPage {...useLoaderData<typeof loader>()} refill={useActionData<typeof action>()} />;
}

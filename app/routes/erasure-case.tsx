import type { ActionFunctionArgs, HeadersArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { CasePage } from "#app/components/erasure/case-page";
import { isFreshSignIn } from "#app/domain/access/sign-in-again.server";
import { readCase } from "#app/domain/evidence/erasure/desk.server";
import { textOf } from "#app/http/account/account-fields.server";
import { answerCase, DESK_DONE, viewCase } from "#app/http/erasure/erasure-desk.server";
import { readTitles } from "#app/http/erasure/erasure-page.server";
import { formPageHeaders } from "#app/http/form-page";
import { readForm } from "#app/http/form.server";
import { readLanguage } from "#app/http/language.server";
import { orProblemPage } from "#app/http/problem";
import { requireFreshSignIn, requireRole } from "#app/http/viewer.server";
import { commonMessages } from "#app/messages/common";
import { erasureMessages } from "#app/messages/erasure";

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await requireRole({ request, context }, "operator", "auditor");
  const { portal } = context;
  const language = readLanguage({ request, context }, viewer);
  const found = await orProblemPage(readCase(portal, { partyId: params.partyId ?? "", actor: viewer }));
  const said = new URL(request.url).searchParams.get("done");
  const done = DESK_DONE.find((each) => each === said);
  return {
    language,
    formToken: viewer.formToken,
    view: viewCase(found, { language, titles: await readTitles(portal, language), accountId: viewer.accountId }),
    isFresh: await isFreshSignIn(portal, viewer.signInId),
    done: done ? erasureMessages[language].staff.done[done] : null,
  };
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const viewer = await requireRole({ request, context }, "operator", "auditor");
  const form = await readForm({ request, context }, viewer);
  if (!["reject", "withdraw"].includes(textOf(form, "intent"))) await requireFreshSignIn({ request, context }, viewer);
  return answerCase({ request, context }, { viewer, form, language: readLanguage({ request, context }, viewer), partyId: params.partyId ?? "" });
}

export function headers(args: HeadersArgs) {
  return formPageHeaders(args);
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) =>
  page ? [{ title: commonMessages[page.language].titled(erasureMessages[page.language].staff.person) }] : [];

export default function ErasureCase() {
  return <CasePage {...useLoaderData<typeof loader>()} refill={useActionData<typeof action>()} />;
}

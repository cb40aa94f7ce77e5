import type { ActionFunctionArgs, HeadersArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { ExportsPage } from "#app/components/exports/exports-page";
import { isFreshSignIn } from "#app/domain/access/sign-in-again.server";
import { listWaiting } from "#app/domain/compliance/export/approval.server";
import { listExports } from "#app/domain/compliance/export/made.server";
import { answerExports, EXPORTS_DONE, orderIn } from "#app/http/compliance/export-form.server";
import { viewListed } from "#app/http/compliance/exports-view.server";
import { formPageHeaders } from "#app/http/form-page";
import { readForm } from "#app/http/form.server";
import { readLanguage } from "#app/http/language.server";
import { requireRole } from "#app/http/viewer.server";
import { commonMessages } from "#app/messages/common";
import { exportMessages } from "#app/messages/exports";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireRole({ request, context }, "auditor", "operator");
  const { portal } = context;
  const language = readLanguage({ request, context }, viewer);
  const query = new URL(request.url).searchParams;
  const [before, done] = [query.get("before"), EXPORTS_DONE.find((each) => each === query.get("done"))];
  const { exports, next } = await listExports(portal, before);
  const viewing = { language, accountId: viewer.accountId };
  const view = {
    given: orderIn(query),
    formToken: viewer.formToken,
    isFresh: await isFreshSignIn(portal, viewer.signInId),
    mayOrder: viewer.roles.includes("auditor"),
    roles: viewer.roles,
    done: done ? exportMessages[language].done[done] : null,
    waiting: await viewListed(portal, await listWaiting(portal), viewing),
    exports: await viewListed(portal, exports, viewing),
  };
  return { language, view: { ...view, next, isFirst: before === null } };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const viewer = await requireRole({ request, context }, "auditor", "operator");
  const form = await readForm({ request, context }, viewer);
  return answerExports({ request, context }, { viewer, form, language: readLanguage({ request, context }, viewer) });
}

export function headers(args: HeadersArgs) {
  return formPageHeaders(args);
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) =>
  page ? [{ title: commonMessages[page.language].titled(exportMessages[page.language].title) }] : [];

export default function Exports() {
  return <ExportsPage view={useLoaderData<typeof loader>().view} refill={useActionData<typeof action>()} />;
}

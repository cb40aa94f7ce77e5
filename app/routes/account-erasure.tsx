import type { ActionFunctionArgs, HeadersArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { OwnErasurePage } from "#app/components/erasure/own-page";
import { readOwnErasure } from "#app/domain/evidence/erasure/own.server";
import { answerOwnErasure, readTitles } from "#app/http/erasure/erasure-page.server";
import { viewPlan } from "#app/http/erasure/erasure-view";
import { formPageHeaders } from "#app/http/form-page";
import { readForm } from "#app/http/form.server";
import { readLanguage } from "#app/http/language.server";
import { portalZone } from "#app/http/account/organisation-view.server";
import { requireFreshSignIn, requireViewer } from "#app/http/viewer.server";
import { commonMessages } from "#app/messages/common";
import { erasureMessages } from "#app/messages/erasure";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireViewer({ request, context });
  await requireFreshSignIn({ request, context }, viewer);
  const { portal } = context;
  const language = readLanguage({ request, context }, viewer);
  const { plan, request: asked } = await readOwnErasure(portal, viewer.accountId);
  return {
    language,
    formToken: viewer.formToken,
    zone: await portalZone(portal),
    plan: viewPlan(plan, { language, titles: await readTitles(portal, language) }),
    request: asked,
    isWithdrawn: new URL(request.url).searchParams.get("done") === "withdrawn",
  };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const viewer = await requireViewer({ request, context });
  const form = await readForm({ request, context }, viewer);
  await requireFreshSignIn({ request, context }, viewer);
  return answerOwnErasure({ request, context }, { viewer, form, language: readLanguage({ request, context }, viewer) });
}

export function headers(args: HeadersArgs) {
  return formPageHeaders(args);
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) =>
  page ? [{ title: commonMessages[page.language].titled(erasureMessages[page.language].title) }] : [];

export default function AccountErasure() {
  return <OwnErasurePage {...useLoaderData<typeof loader>()} refill={useActionData<typeof action>()} />;
}

import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { StaffObjectionsPage } from "#app/components/objections/staff";
import { readObjections } from "#app/domain/acceptance/objections.server";
import { readLanguage } from "#app/http/language.server";
import { viewObjection } from "#app/http/acceptance/objection-view.server";
import { requireRole } from "#app/http/viewer.server";
import { commonMessages } from "#app/messages/common";
import { objectionMessages } from "#app/messages/objection-pages";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireRole({ request, context }, "editor", "approver");
  const language = readLanguage({ request, context }, viewer);
  const query = new URL(request.url).searchParams;
  const state = query.get("state") === "answered" ? ("answered" as const) : ("open" as const);
  const after = query.get("after");
  const { objections, next } = await readObjections(context.portal, { state, after });
  return { language, state, isFirst: after === null, next, objections: objections.map((objection) => viewObjection(objection, language)) };
}

export function headers() {
  return { "Cache-Control": "no-store" };
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) =>
  page ? [{ title: commonMessages[page.language].titled(objectionMessages[page.language].staff.title) }] : [];

export default function StaffObjections() {
  return <StaffObjectionsPage {...useLoaderData<typeof loader>()} />;
}

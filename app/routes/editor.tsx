import type { HeadersArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { DeskPage } from "#app/components/staff/desk";
import { readDesk } from "#app/domain/publication/desk.server";
import { viewDesk } from "#app/http/editor-view.server";
import { formPageHeaders } from "#app/http/form-page";
import { readLanguage } from "#app/http/language.server";
import { requireRole } from "#app/http/viewer.server";
import { commonMessages } from "#app/messages/common";
import { editorMessages } from "#app/messages/editor";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireRole({ request, context }, "editor", "approver");
  const language = readLanguage({ request, context }, viewer);
  const desk = await readDesk(context.portal, viewer);
  return { language, view: viewDesk(desk, { language, now: context.portal.now() }) };
}

export function headers(args: HeadersArgs) {
  return formPageHeaders(args);
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) =>
  page ? [{ title: commonMessages[page.language].titled(editorMessages[page.language].desk.title) }] : [];

export default function Editor() {
  return <DeskPage view={useLoaderData<typeof loader>().view} />;
}

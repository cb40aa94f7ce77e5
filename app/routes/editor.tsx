import { redirect, type ActionFunctionArgs, type HeadersArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { DeskPage } from "#app/components/staff/desk";
import { countUnanswered } from "#app/domain/evidence/explanations/reading.server";
import { readDesk } from "#app/domain/publication/desk.server";
import { startDraft } from "#app/domain/publication/drafting/drafts.server";
import { textOf } from "#app/http/account/account-fields.server";
import { viewDesk } from "#app/http/desk/editor-view.server";
import { formPageHeaders } from "#app/http/form-page";
import { readLanguage } from "#app/http/language.server";
import { orProblemPage } from "#app/http/problem";
import { readEditorForm } from "#app/http/desk/save-edits.server";
import { requireRole } from "#app/http/viewer.server";
import { commonMessages } from "#app/messages/common";
import { editorMessages } from "#app/messages/editor";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireRole({ request, context }, "editor", "approver");
  const language = readLanguage({ request, context }, viewer);
  const desk = await readDesk(context.portal, viewer);
  const view = viewDesk(desk, { language, now: context.portal.now() });
  const questions = await countUnanswered(context.portal);
  return { language, view, questions, formToken: viewer.roles.includes("editor") ? viewer.formToken : null };
}

/** Takes a version as a draft. */
export async function action({ request, context }: ActionFunctionArgs) {
  const { viewer, form } = await readEditorForm({ request, context });
  const asked = { slug: textOf(form, "slug"), number: Number(textOf(form, "number")), actor: viewer };
  const id = await orProblemPage(startDraft(context.portal, asked));
  return redirect(`/editor/drafts/${id}`, { status: 303 });
}

export function headers(args: HeadersArgs) {
  return formPageHeaders(args);
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) =>
  page ? [{ title: commonMessages[page.language].titled(editorMessages[page.language].desk.title) }] : [];

export default function Editor() {
  return <DeskPage {...useLoaderData<typeof loader>()} />;
}

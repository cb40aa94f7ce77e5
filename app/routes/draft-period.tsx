import { redirect, type ActionFunctionArgs, type HeadersArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { PeriodPage } from "#app/components/proposed/staff";
import { readAskedInstant } from "#app/domain/publication/drafting/asked";
import { closePeriod, findPeriod, openPeriod } from "#app/domain/publication/review/comment-period.server";
import { readDraft } from "#app/domain/publication/drafting/drafts.server";
import { answerReader, readReaderComments } from "#app/domain/publication/review/reader-comments.server";
import { renderSource } from "#app/domain/publication/rendered.server";
import { textOf } from "#app/http/account/account-fields.server";
import { formPageHeaders } from "#app/http/form-page";
import { readForm } from "#app/http/form.server";
import { readLanguage } from "#app/http/language.server";
import { orProblemPage } from "#app/http/problem";
import { refusedForm } from "#app/http/reading/question-view.server";
import { requireRole, type Viewer } from "#app/http/viewer.server";
import { commonMessages } from "#app/messages/common";
import { readerCommentMessages } from "#app/messages/reader-comments";
import type { Portal } from "#app/portal.server";

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await requireRole({ request, context }, "editor", "approver");
  const { portal } = context;
  const language = readLanguage({ request, context }, viewer);
  const { id, content } = await orProblemPage(readDraft(portal, params.id ?? ""));
  const [text] = content.texts;
  const { names } = renderSource(text?.body ?? "", { clauses: content.version.clauses, language });
  return {
    language, id, formToken: viewer.formToken,
    zone: content.agreement.zone,
    mayOpen: viewer.roles.includes("editor"),
    period: await findPeriod(portal, id),
    comments: await readReaderComments(portal, { draftId: id, partyId: null }),
    clauses: names,
    answering: new URL(request.url).searchParams.get("answer"),
  };
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const viewer = await requireRole({ request, context }, "editor", "approver");
  const form = await readForm({ request, context }, viewer);
  const language = readLanguage({ request, context }, viewer);
  const draftId = params.id ?? "";
  try {
    await carryOut(context.portal, { draftId, viewer, form });
  } catch (error) {
    return refusedForm(form, error, { language, fields: { "period-unfit": "closes", "instant-invalid": "closes", "comment-unfit": "answer" } });
  }
  return redirect(`/editor/drafts/${draftId}/comments`, { status: 303 });
}

async function carryOut(portal: Portal, { draftId, viewer, form }: { draftId: string; viewer: Viewer; form: FormData }): Promise<void> {
  switch (textOf(form, "intent")) {
    case "open": {
      const { content } = await readDraft(portal, draftId);
      return openPeriod(portal, { draftId, closesAt: readAskedInstant(textOf(form, "closes"), content.agreement.zone), actor: viewer });
    }
    case "close":
      return closePeriod(portal, { draftId, actor: viewer });
    default: {
      const shown = textOf(form, "shown") === "everybody" ? ("everybody" as const) : ("commenter" as const);
      return answerReader(portal, { commentId: textOf(form, "commentId"), follows: textOf(form, "follows"), answer: textOf(form, "answer"), shown, actor: viewer });
    }
  }
}

export function headers(args: HeadersArgs) {
  return formPageHeaders(args);
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) =>
  page ? [{ title: commonMessages[page.language].titled(readerCommentMessages[page.language].staff.title) }] : [];

export default function DraftPeriod() {
  return <PeriodPage {...useLoaderData<typeof loader>()} refill={useActionData<typeof action>()} />;
}

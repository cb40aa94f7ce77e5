import type { ActionFunctionArgs, HeadersArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { AgreementFormPage } from "#app/components/staff/agreement-form";
import { readReviewedDraft } from "#app/domain/publication/review/reviewed-draft.server";
import { readAgreementForm } from "#app/http/desk/agreement-form.server";
import { viewProperties } from "#app/http/desk/agreement-properties-view.server";
import { formPageHeaders } from "#app/http/form-page";
import { readLanguage } from "#app/http/language.server";
import { orProblemPage } from "#app/http/problem";
import { orRefill, readEditorForm, refillEdits, saveEdits } from "#app/http/desk/save-edits.server";
import { requireRole } from "#app/http/viewer.server";
import { agreementTermsMessages } from "#app/messages/agreement-terms";
import { commonMessages } from "#app/messages/common";
import { draftingMessages } from "#app/messages/drafting";

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await requireRole({ request, context }, "editor", "approver");
  const language = readLanguage({ request, context }, viewer);
  const reviewed = await orProblemPage(readReviewedDraft(context.portal, params.id ?? ""));
  const mayEdit = viewer.roles.includes("editor") && reviewed.draft.versionId === null;
  const done = new URL(request.url).searchParams.has("saved") ? ("saved" as const) : null;
  return { language, formToken: viewer.formToken, done, view: viewProperties(reviewed, { language, now: context.portal.now(), mayEdit }) };
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const sent = await readEditorForm({ request, context });
  const draftId = params.id ?? "";
  return orRefill(sent, async () => {
    const asked = await readAgreementForm(context.portal, sent.form, draftId);
    const words = { ...draftingMessages[sent.language].agreement.faults, ...agreementTermsMessages[sent.language].faults };
    if ("faults" in asked) return refillEdits(sent.form, { faults: Object.fromEntries(asked.faults.map(({ field, code }) => [field, words[code]])), status: 422 });
    return saveEdits({ request, context }, sent, { draftId, asked: () => Promise.resolve(asked), to: () => `/editor/drafts/${draftId}/agreement?saved` });
  });
}

export function headers(args: HeadersArgs) {
  return formPageHeaders(args);
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) =>
  page ? [{ title: commonMessages[page.language].titled(draftingMessages[page.language].agreement.title(page.view.head.number)) }] : [];

export default function DraftAgreement() {
  return <AgreementFormPage {...useLoaderData<typeof loader>()} refill={useActionData<typeof action>()} />;
}

import { data, type ActionFunctionArgs, type HeadersArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { ImportsPage, type ImportAnswer } from "#app/components/staff/imports";
import { checkImport, importAcceptances, listImports } from "#app/domain/evidence/import/import-acceptances.server";
import { textOf } from "#app/http/account/account-fields.server";
import { formPageHeaders } from "#app/http/form-page";
import { readForm } from "#app/http/form.server";
import { LARGEST_UPLOAD, readUpload, viewTerms } from "#app/http/desk/import-form.server";
import { readLanguage } from "#app/http/language.server";
import { statusOf } from "#app/http/problem";
import { requireFreshSignIn, requireRole } from "#app/http/viewer.server";
import { DomainError } from "#app/domain/refusal";
import { commonMessages } from "#app/messages/common";
import { importMessages } from "#app/messages/imports";
import { problemMessages } from "#app/messages/problems";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireRole({ request, context }, "operator");
  await requireFreshSignIn({ request, context }, viewer);
  const language = readLanguage({ request, context }, viewer);
  return { language, formToken: viewer.formToken, agreements: await viewTerms(context.portal, language), past: await listImports(context.portal) };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const viewer = await requireRole({ request, context }, "operator");
  await requireFreshSignIn({ request, context }, viewer);
  const form = await readForm({ request, context }, viewer, LARGEST_UPLOAD);
  const language = readLanguage({ request, context }, viewer);
  const typed = { agreement: textOf(form, "agreement"), format: textOf(form, "format"), source: textOf(form, "source") };
  const upload = readUpload(form, { language, actorId: viewer.accountId });
  if ("faults" in upload) return data<ImportAnswer>({ faults: upload.faults, typed, report: null }, { status: 422 });
  try {
    const work = textOf(form, "intent") === "check" ? checkImport : importAcceptances;
    const report = await work(context.portal, upload.asked);
    return data<ImportAnswer>({ faults: {}, typed, report }, { status: report.outcome === "faulty" ? 422 : 200 });
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const { title, advice } = problemMessages[language][error.code](error.details);
    return data<ImportAnswer>({ faults: { file: importMessages[language].refused(title, advice) }, typed, report: null }, { status: statusOf(error.code) });
  }
}

export function headers(args: HeadersArgs) {
  return formPageHeaders(args);
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) =>
  page ? [{ title: commonMessages[page.language].titled(importMessages[page.language].title) }] : [];

export default function Imports() {
  return <ImportsPage {...useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} />;
}

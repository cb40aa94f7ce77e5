import { redirect, type ActionFunctionArgs, type HeadersArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { ObjectPage } from "#app/components/objections/object";
import { objectTo } from "#app/domain/acceptance/object.server";
import { textOf } from "#app/http/account/account-fields.server";
import { formPageHeaders } from "#app/http/form-page";
import { readForm } from "#app/http/form.server";
import { viewGate } from "#app/http/acceptance/gate-view.server";
import { readLanguage } from "#app/http/language.server";
import { viewObject } from "#app/http/acceptance/objection-view.server";
import { circumstancesOf } from "#app/http/acceptance/opening.server";
import { orProblemPage } from "#app/http/problem";
import { refusedForm } from "#app/http/reading/question-view.server";
import { requireActor } from "#app/http/viewer.server";
import { commonMessages } from "#app/messages/common";
import { objectionMessages } from "#app/messages/objection-pages";

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await requireActor({ request, context });
  const language = readLanguage({ request, context }, viewer);
  const asked = { slug: params.slug ?? "", number: params.number ?? "", language };
  const view = await orProblemPage(viewObject(context.portal, viewer, asked));
  return { view, owner: await viewGate(context.portal, viewer, language), language, formToken: viewer.formToken };
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const viewer = await requireActor({ request, context });
  const form = await readForm({ request, context }, viewer);
  const language = readLanguage({ request, context }, viewer);
  const { slug = "", number = "" } = params;
  const { versionId } = await orProblemPage(viewObject(context.portal, viewer, { slug, number, language }));
  const actor = { ...viewer, language };
  try {
    await objectTo(context.portal, actor, { versionId, reason: textOf(form, "reason"), circumstances: circumstancesOf({ request, context }) });
  } catch (error) {
    return refusedForm(form, error, { language, fields: { "objection-unfit": "reason" } });
  }
  return redirect(`/agreements/${encodeURIComponent(slug)}/versions/${encodeURIComponent(number)}/object`, { status: 303 });
}

export function headers(args: HeadersArgs) {
  return formPageHeaders(args);
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) =>
  page ? [{ title: commonMessages[page.language].titled(objectionMessages[page.language].title(page.view.number)) }] : [];

export default function ObjectToVersion() {
  return <ObjectPage {...useLoaderData<typeof loader>()} refill={useActionData<typeof action>()} />;
}

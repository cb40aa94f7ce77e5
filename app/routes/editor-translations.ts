import { redirect, type LoaderFunctionArgs } from "@remix-run/node";
import { orProblemPage } from "#app/http/problem";
import { addressOf } from "#app/http/desk/translation-page.server";
import { requireRole } from "#app/http/viewer.server";

/** Leads from the form that names a language to the page of that translation. */
export async function loader({ request, context, params: { slug = "", number = "" } }: LoaderFunctionArgs): Promise<Response> {
  await requireRole({ request, context }, "editor", "approver");
  const language = new URL(request.url).searchParams.get("language") ?? "";
  return redirect(await orProblemPage(addressOf(context.portal, { slug, number, language })));
}

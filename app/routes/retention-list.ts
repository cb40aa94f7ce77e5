import type { LoaderFunctionArgs } from "@remix-run/node";
import { readListText } from "#app/domain/evidence/retention/plan.server";
import { orProblemPage } from "#app/http/problem";
import { requireRole } from "#app/http/viewer.server";

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  await requireRole({ request, context }, "operator", "auditor");
  const text = await orProblemPage(readListText(context.portal, params.id ?? ""));
  return new Response(text, { headers: { "Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store" } });
}

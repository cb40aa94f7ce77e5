import type { LoaderFunctionArgs } from "@remix-run/node";
import { readExport } from "#app/domain/compliance/export/made.server";
import { noteOf } from "#app/domain/compliance/export/note.server";
import { exportFileName } from "#app/http/compliance/export-file.server";
import { orProblemPage } from "#app/http/problem";
import { requireRole } from "#app/http/viewer.server";

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  await requireRole({ request, context }, "auditor", "operator");
  const made = await orProblemPage(readExport(context.portal, params.id ?? ""));
  return new Response(`${JSON.stringify(noteOf(made), null, 2)}\n`, {
    headers: {
      "Content-Type": "application/json; charset=utf-8",
      "Content-Disposition": `attachment; filename="${exportFileName(made)}.note.json"`,
      "Cache-Control": "no-store",
    },
  });
}

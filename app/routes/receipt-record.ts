import type { LoaderFunctionArgs } from "@remix-run/node";
import { findReadableAct } from "#app/domain/evidence/readable-act.server";
import { readReceipt } from "#app/domain/evidence/receipt.server";
import { recordOf } from "#app/domain/evidence/record";
import { DomainError } from "#app/domain/refusal";
import { readLanguage } from "#app/http/language.server";
import { problemResponse } from "#app/http/problem";
import { requireViewer } from "#app/http/viewer.server";

/** The record of an act as JSON, for the party that it belongs to. */
export async function loader({ request, context, params }: LoaderFunctionArgs): Promise<Response> {
  const viewer = await requireViewer({ request, context });
  const { id = "" } = params;
  const readable = await findReadableAct(context.portal, viewer, id);
  const receipt = readable && (await readReceipt(context.portal, readable));
  if (!receipt) return problemResponse(new DomainError("receipt-unknown"), readLanguage({ request, context }, viewer));
  const record = JSON.stringify(recordOf(receipt, context.portal.settings.publicUrl), null, 2);
  return new Response(`${record}\n`, {
    headers: {
      "Content-Type": "application/json; charset=utf-8",
      "Content-Disposition": `inline; filename="${receipt.act.id}.json"`,
      "Cache-Control": "no-store",
    },
  });
}

import type { LoaderFunctionArgs } from "@remix-run/node";
import { findReadableAct } from "#app/domain/evidence/receipt/readable-act.server";
import { DomainError } from "#app/domain/refusal";
import { readLanguage } from "#app/http/language.server";
import { problemResponse } from "#app/http/problem";
import { requireViewer } from "#app/http/viewer.server";
import type { Language } from "#app/messages/catalogue";

/** An act that the viewer may read. */
export type AskedReceipt = { actId: string; partyId: string; accountId: string; address: string; language: Language };

/** A file of a receipt; `isShown` where the browser may show it. */
export type ReceiptFile = { name: string; type: string; body: string | Uint8Array<ArrayBuffer>; isShown?: true };

/** Answers with a file of a receipt, which nobody else may see and nothing may keep a copy of; null from `make` means that there is none. */
export async function answerReceiptFile(
  { request, context, params }: LoaderFunctionArgs,
  make: (asked: AskedReceipt) => Promise<ReceiptFile | null>,
): Promise<Response> {
  const viewer = await requireViewer({ request, context });
  const language = readLanguage({ request, context }, viewer);
  try {
    const readable = await findReadableAct(context.portal, viewer, params.id ?? "");
    const file = readable && (await make({ ...readable, accountId: viewer.accountId, address: viewer.address, language }));
    if (!file) throw new DomainError("receipt-unknown");
    return new Response(file.body, { headers: headersOf(file) });
  } catch (error) {
    return problemResponse(error, language);
  }
}

function headersOf({ name, type, isShown }: ReceiptFile): Record<string, string> {
  return {
    "Content-Type": type,
    "Content-Disposition": `${isShown ? "inline" : "attachment"}; filename="${name}"`,
    "Cache-Control": "no-store",
  };
}

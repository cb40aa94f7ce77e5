import type { LoaderFunctionArgs } from "@remix-run/node";
import { consentViewOf } from "#app/domain/evidence/receipt/mapping-dpv";
import { readReceipt } from "#app/domain/evidence/receipt/receipt.server";
import { answerReceiptFile } from "#app/http/evidence/receipt-file.server";

/** A consent in the words of the Data Privacy Vocabulary; refused for terms. */
export function loader(args: LoaderFunctionArgs): Promise<Response> {
  const { portal } = args.context;
  return answerReceiptFile(args, async (asked) => {
    const receipt = await readReceipt(portal, asked);
    if (!receipt) return null;
    const body = `${JSON.stringify(consentViewOf(receipt, portal.settings.publicUrl), null, 2)}\n`;
    return { name: `${asked.actId}.consent.jsonld`, type: "application/ld+json", body };
  });
}

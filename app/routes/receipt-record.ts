import type { LoaderFunctionArgs } from "@remix-run/node";
import { readReceipt } from "#app/domain/evidence/receipt/receipt.server";
import { recordOf } from "#app/domain/evidence/receipt/record";
import { answerReceiptFile } from "#app/http/evidence/receipt-file.server";

/** The record of an act as JSON, for the party that it belongs to. */
export function loader(args: LoaderFunctionArgs): Promise<Response> {
  const { portal } = args.context;
  return answerReceiptFile(args, async (asked) => {
    const receipt = await readReceipt(portal, asked);
    if (!receipt) return null;
    const body = `${JSON.stringify(recordOf(receipt, portal.settings.publicUrl), null, 2)}\n`;
    return { name: `${asked.actId}.json`, type: "application/json; charset=utf-8", body, isShown: true };
  });
}

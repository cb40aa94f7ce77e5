import type { LoaderFunctionArgs } from "@remix-run/node";
import { writeReceiptPdf } from "#app/domain/evidence/receipt/pdf.server";
import { readReceipt } from "#app/domain/evidence/receipt/receipt.server";
import { answerReceiptFile } from "#app/http/evidence/receipt-file.server";
import { sheetOf } from "#app/http/evidence/receipt-sheet";
import { viewReceipt } from "#app/http/evidence/receipt-view";

/** The receipt for paper, in the language of the reader. */
export function loader(args: LoaderFunctionArgs): Promise<Response> {
  const { portal } = args.context;
  return answerReceiptFile(args, async (asked) => {
    const receipt = await readReceipt(portal, asked);
    if (!receipt) return null;
    const sheet = sheetOf(viewReceipt(receipt, asked.language), { ...asked, publicUrl: portal.settings.publicUrl });
    return { name: `${asked.actId}.pdf`, type: "application/pdf", body: await writeReceiptPdf(sheet) };
  });
}

import type { LoaderFunctionArgs } from "@remix-run/node";
import { readProof } from "#app/domain/evidence/receipt/proof.server";
import { DomainError } from "#app/domain/refusal";
import { answerReceiptFile } from "#app/http/evidence/receipt-file.server";

/** The proof that the act's entry is in the ledger (C2SP tlog-proof). */
export function loader(args: LoaderFunctionArgs): Promise<Response> {
  return answerReceiptFile(args, async ({ actId }) => {
    const found = await readProof(args.context.portal, actId);
    if (!found) throw new DomainError("receipt-unproved");
    return { name: `${actId}.tlog-proof`, type: "text/plain; charset=utf-8", body: found.proof };
  });
}

import type { LoaderFunctionArgs } from "@remix-run/node";
import { readProof } from "#app/domain/evidence/receipt/proof.server";
import { DomainError } from "#app/domain/refusal";
import { answerReceiptFile } from "#app/http/evidence/receipt-file.server";

/** The act's entry in the ledger: the very bytes that were hashed. */
export function loader(args: LoaderFunctionArgs): Promise<Response> {
  return answerReceiptFile(args, async ({ actId }) => {
    const found = await readProof(args.context.portal, actId);
    if (!found) throw new DomainError("receipt-unproved");
    return { name: `${actId}.entry.json`, type: "application/json; charset=utf-8", body: found.entryJson };
  });
}

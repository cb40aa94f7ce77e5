import type { LoaderFunctionArgs } from "@remix-run/node";
import { readEvidenceOf } from "#app/domain/evidence/receipt/evidence-of.server";
import { DomainError } from "#app/domain/refusal";
import { answerReceiptFile } from "#app/http/evidence/receipt-file.server";
import { writeEvidenceFile } from "#app/ledger/evidence-file";

/** All that is needed to check the act offline, in one file. */
export function loader(args: LoaderFunctionArgs): Promise<Response> {
  return answerReceiptFile(args, async (asked) => {
    const held = await readEvidenceOf(args.context.portal, asked);
    if (!held) throw new DomainError("receipt-unproved");
    return { name: `${asked.actId}.evidence.json`, type: "application/json; charset=utf-8", body: writeEvidenceFile(held) };
  });
}

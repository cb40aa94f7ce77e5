import type { LoaderFunctionArgs } from "@remix-run/node";
import { answerCaseFile } from "#app/http/compliance/case-file.server";

/** A file of one record in the case of a party. */
export function loader(exchange: LoaderFunctionArgs): Promise<Response> {
  const { partyId = "", recordId = "", file = "" } = exchange.params;
  return answerCaseFile(exchange, { partyId, recordId, file });
}

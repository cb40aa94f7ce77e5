import type { LoaderFunctionArgs } from "@remix-run/node";
import { answerAuditor, boundJson } from "#app/http/compliance/compliance-json.server";

export function loader({ request, context }: LoaderFunctionArgs): Promise<Response> {
  return answerAuditor({ request, context }, boundJson);
}

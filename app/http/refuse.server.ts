import type { RefusalCode } from "#app/domain/refusal";
import { statusOf } from "#app/http/problem";

type Facts = { headers?: Record<string, string>; details?: Record<string, string | number> };

/** A response to throw: the error page reads the code and says it in the reader's language. */
export function refuse(code: RefusalCode, { headers, details }: Facts = {}): Response {
  return Response.json({ code, details: details ?? {} }, { status: statusOf(code), headers: { ...headers, "Cache-Control": "no-store" } });
}

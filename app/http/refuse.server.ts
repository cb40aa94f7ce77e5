import type { RefusalCode } from "#app/domain/refusal";

type Refusal = { status: number; headers?: Record<string, string>; details?: Record<string, string | number> };

/** A response to throw: the page of errors reads the code and says it in the reader's language. */
export function refuse(code: RefusalCode, { status, headers, details }: Refusal): Response {
  return Response.json({ code, details: details ?? {} }, { status, headers: { ...headers, "Cache-Control": "no-store" } });
}

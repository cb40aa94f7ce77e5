import { randomBytes } from "node:crypto";
import { checkTimeToken, nonceOf, readTimeResponse, writeTimeRequest, type TimeFault, type TimeSaid } from "#app/domain/evidence/time/time-token";

/** What to have stamped, by whom, and the certificates (DER) that are trusted for it; the signal ends the wait. */
export type TimeAsked = { url: string; content: Uint8Array; anchors: readonly Uint8Array[]; signal: AbortSignal };

/** A sound token; or what is wrong, with what the authority says of it, "" where it says nothing. */
export type TimeAnswer = { state: "sound"; token: Uint8Array; said: TimeSaid } | { state: "faulty"; fault: TimeFault; said: string };

type Received = { state: "received"; body: Uint8Array } | { state: "faulty"; fault: TimeFault; said: string };

/** The most bytes of a response: a token with a long chain has less than a tenth. */
const MOST_RESPONSE_BYTES = 65_536;
const NONCE_BYTES = 16;

/** Asks a time authority for a token over the content (RFC 3161, section 3.4), and checks it. Whatever the authority does, it never throws. */
export async function requestTimeToken({ url, content, anchors, signal }: TimeAsked): Promise<TimeAnswer> {
  const nonce = nonceOf(randomBytes(NONCE_BYTES));
  const received = await post(url, writeTimeRequest({ content, nonce }), signal);
  if (received.state === "faulty") return received;
  const response = readTimeResponse(received.body);
  if (response.state === "faulty") return response;
  const { token } = response;
  const checked = await checkTimeToken(token, { content, nonce, anchors });
  return checked.state === "sound" ? { ...checked, token } : { ...checked, said: "" };
}

/** Redirects are not followed: the operator named one address. */
async function post(url: string, request: Uint8Array, signal: AbortSignal): Promise<Received> {
  const headers = { "Content-Type": "application/timestamp-query", Accept: "application/timestamp-reply" };
  try {
    const response = await fetch(url, { method: "POST", headers, body: Uint8Array.from(request), redirect: "manual", signal });
    if (response.status === 200) return await readAtMost(response, MOST_RESPONSE_BYTES);
    await response.body?.cancel();
    return faulty("statusOther", String(response.status));
  } catch (error) {
    return signal.aborted ? faulty("timedOut") : faulty("unreachable", causeOf(error));
  }
}

async function readAtMost(response: Response, most: number): Promise<Received> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = response.body?.getReader();
  for (let read = await reader?.read(); read && !read.done; read = await reader?.read()) {
    chunks.push(read.value);
    length += read.value.length;
    if (length <= most) continue;
    await reader?.cancel();
    return faulty("tooLarge");
  }
  return { state: "received", body: Buffer.concat(chunks) };
}

function faulty(fault: TimeFault, said = ""): { state: "faulty"; fault: TimeFault; said: string } {
  return { state: "faulty", fault, said };
}

/** What lies behind fetch's own words, which say nothing. */
function causeOf(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  return cause instanceof Error ? cause.message : String(cause);
}

import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import type { Exchange } from "#app/http/context";
import { cookieLine, readCookie } from "#app/http/cookie.server";
import { refuse } from "#app/http/refuse.server";
import { typedWords } from "#app/http/typed-words";
import type { Viewer } from "#app/http/viewer.server";

const LARGEST_BODY = 64 * 1024;

/** The browser's own secret behind the forms of people who are not signed in. */
const NAME = "concordat-form";

/** The token that forms carry, bound to a session or to the browser's form cookie. */
export function formTokenFor(secret: Buffer, holder: string): string {
  return createHmac("sha256", secret).update(`form-token\0${holder}`).digest("base64url");
}

/**
 * For loaders of pages with a form that needs no sign-in: the token for `<FormToken>`, and the headers to answer with,
 * which give the browser its form cookie when it has none.
 */
export function openForm({ request, context }: Exchange): { formToken: string; headers: Headers } {
  const headers = new Headers({ "Cache-Control": "no-store" });
  const known = readCookie({ request, context }, NAME);
  const value = known ?? randomBytes(18).toString("base64url");
  if (known === null) headers.append("Set-Cookie", cookieLine(context, { name: NAME, value, seconds: null }));
  return { formToken: formTokenFor(context.portal.secret, `browser ${value}`), headers };
}

/**
 * The fields of a form that this portal served to this person: POST only, small, from this site, with the token of the
 * viewer's session, or of the browser when `viewer` is null. A page that takes files may allow larger ones, in bytes.
 * Throws a Response otherwise.
 */
export async function readForm(exchange: Exchange, viewer: Pick<Viewer, "formToken"> | null, largestBody?: number): Promise<FormData> {
  const form = await readOpenForm(exchange, largestBody);
  if (!isServedTo(exchange, viewer, form)) throw refuse("form-stale", { details: { typed: typedWords(form) } });
  return form;
}

/** Whether this portal served a form to this person in this session; false also after they signed in again. */
export function isServedTo(exchange: Exchange, viewer: Pick<Viewer, "formToken"> | null, form: FormData): boolean {
  const { context } = exchange;
  const cookie = readCookie(exchange, NAME);
  const browserToken = cookie === null ? null : formTokenFor(context.portal.secret, `browser ${cookie}`);
  const expected = viewer === null ? browserToken : viewer.formToken;
  const given = form.get("formToken");
  return expected !== null && typeof given === "string" && isSame(given, expected);
}

/** The fields of a small form from this site that needs no token, because it changes nothing but a preference. */
export async function readOpenForm(exchange: Exchange, largestBody = LARGEST_BODY): Promise<FormData> {
  const { request } = exchange;
  if (request.method !== "POST") throw new Response(null, { status: 405, headers: { Allow: "POST" } });
  requireOwnOrigin(exchange);
  return parseBody(request, await readBody(request, largestBody));
}

/** Throws a Response unless the browser says that the request comes from a page of this portal, or says nothing. */
export function requireOwnOrigin({ request, context }: Exchange): void {
  const site = request.headers.get("Sec-Fetch-Site");
  if (site !== null && site !== "same-origin" && site !== "none") throw refuse("form-foreign");
  const origin = request.headers.get("Origin");
  if (origin === null) return;
  const isOwn = origin === new URL(context.portal.settings.publicUrl).origin || hostOf(origin) === new URL(request.url).host;
  if (!isOwn) throw refuse("form-foreign");
}

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}

/** The body of a request, if it is small, or not larger than so many bytes. Throws a Response otherwise. */
export async function readBody(request: Request, largestBody = LARGEST_BODY): Promise<Buffer<ArrayBuffer>> {
  const tooLarge = () => refuse("form-too-large", { details: { bytes: largestBody } });
  if (Number(request.headers.get("Content-Length") ?? 0) > largestBody) throw tooLarge();
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  const reader = request.body?.getReader();
  let size = 0;
  for (let part = await reader?.read(); part?.value !== undefined; part = await reader?.read()) {
    size += part.value.byteLength;
    if (size > largestBody) throw tooLarge();
    chunks.push(part.value);
  }
  return Buffer.concat(chunks);
}

/** Fields without files are read here: what reads a form with files takes several times as long for them. */
async function parseBody(request: Request, body: Buffer<ArrayBuffer>): Promise<FormData> {
  const type = request.headers.get("Content-Type") ?? "";
  if (/^application\/x-www-form-urlencoded\b/i.test(type)) return formOf(new URLSearchParams(body.toString()));
  return new Response(body, { headers: { "Content-Type": type } }).formData().catch(() => {
    throw refuse("form-unreadable");
  });
}

function formOf(fields: URLSearchParams): FormData {
  const form = new FormData();
  for (const [name, value] of fields) form.append(name, value);
  return form;
}

function isSame(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}

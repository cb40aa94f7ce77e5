import type { AppLoadContext } from "@remix-run/node";
import type { Exchange } from "#app/http/context";
import { cookieLine, readCookie } from "#app/http/cookie.server";
import { isLanguage, type Language } from "#app/messages/catalogue";

const YEAR_IN_SECONDS = 365 * 24 * 3600;
const COOKIE = "language";

/** The language of the interface: the one that the address of a public notice names, the one chosen in this browser, then the account's, the browser's, the portal's. */
export function readLanguage(exchange: Exchange, viewer: { language: string } | null): Language {
  const { request, context } = exchange;
  const named = languageInAddress(new URL(request.url));
  if (named) return named;
  const chosen = readCookie(exchange, COOKIE);
  if (isLanguage(chosen)) return chosen;
  if (isLanguage(viewer?.language)) return viewer.language;
  return preferredLanguage(request.headers.get("Accept-Language") ?? "") ?? context.portal.settings.defaultLanguage;
}

/** Public notices have an address for each language, so that a feed, a mail and the proof of publication can name the words shown. */
function languageInAddress({ pathname, searchParams }: URL): Language | null {
  const named = searchParams.get("lang");
  return /^\/notices(\/|$)/.test(pathname) && isLanguage(named) ? named : null;
}

/** The path without the language that it names: for whoever chose another one. */
export function withoutLanguage(path: string): string {
  const url = new URL(path, "http://here.invalid");
  if (languageInAddress(url) === null) return path;
  url.searchParams.delete("lang");
  return url.pathname + url.search + url.hash;
}

/** The `Set-Cookie` line that remembers a choice for a year. */
export function languageCookie(context: AppLoadContext, language: Language): string {
  return cookieLine(context, { name: COOKIE, value: language, seconds: YEAR_IN_SECONDS });
}

/** The interface language that an Accept-Language header likes best; null where it names none of ours. */
export function preferredLanguage(header: string): Language | null {
  const wishes = header.split(",").flatMap((part, position) => readWish(part, position));
  wishes.sort((a, b) => b.weight - a.weight || a.position - b.position);
  return wishes[0]?.language ?? null;
}

function readWish(part: string, position: number): { language: Language; weight: number; position: number }[] {
  const [tag = "", ...parameters] = part.trim().toLowerCase().split(";");
  const q = parameters.map((parameter) => /^\s*q=([\d.]+)\s*$/.exec(parameter)?.[1]).find((value) => value !== undefined);
  const weight = q === undefined ? 1 : Number(q);
  const language = /^zh\b/.test(tag) ? "zh-CN" : /^en\b/.test(tag) ? "en" : null;
  return language && weight > 0 ? [{ language, weight, position }] : [];
}

import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import type { TestBrowser } from "#test/support/exchange";

type Loader = (args: LoaderFunctionArgs) => Promise<unknown>;
type Action = (args: ActionFunctionArgs) => Promise<unknown>;

/** What a page answered: where it leads, or its status and data. */
export type Answer = { status: number; location: string | null; data: Record<string, unknown> };

type Page = { path: string; params?: Record<string, string> };

/** Opens a page of a route; the browser keeps its cookies. */
export async function visit(browser: TestBrowser, loader: Loader, { path, params = {} }: Page): Promise<Answer> {
  return answerOf(browser, () => loader({ ...browser.get(path), params }));
}

type Form = Page & { fields: Record<string, string> };

/** Sends a form to a route; the browser keeps its cookies. */
export async function send(browser: TestBrowser, action: Action, { path, params = {}, fields }: Form): Promise<Answer> {
  return answerOf(browser, () => action({ ...browser.post(path, fields), params }));
}

async function answerOf(browser: TestBrowser, work: () => Promise<unknown>): Promise<Answer> {
  const result = await work().catch((error: unknown) => {
    if (error instanceof Response) return error;
    throw error;
  });
  if (result instanceof Response) {
    browser.keep(result.headers);
    const data = result.headers.get("Content-Type")?.includes("json") ? await result.json() : {};
    return { status: result.status, location: result.headers.get("Location"), data };
  }
  if (!isWrapped(result)) return { status: 200, location: null, data: { ...(result ?? {}) } };
  browser.keep(result.init?.headers);
  return { status: result.init?.status ?? 200, location: null, data: result.data ?? {} };
}

/** What `data()` gives. */
function isWrapped(result: unknown): result is { data: Record<string, unknown> | null; init: ResponseInit | null } {
  return typeof result === "object" && result !== null && "type" in result && result.type === "DataWithResponseInit";
}

import { countAttempt } from "#app/domain/access/attempts.server";
import { LEDGER_CRYPTO } from "#app/domain/evidence/ledger/crypto.server";
import type { Exchange } from "#app/http/context";
import { readOpenForm } from "#app/http/form.server";
import { limitedClient, retryHeader } from "#app/http/limits.server";
import type { HandedFile } from "#app/ledger/handed-in";
import { writeVerifierKey } from "#app/ledger/note";
import type { Language } from "#app/messages/catalogue";
import type { Block } from "#app/messages/verify-blocks";
import { checkForm, unreadable } from "#app/messages/verify-form";
import { verifyPageMessages } from "#app/messages/verify-page";

/** Less than a script takes in the browser: here it is memory of the server. */
const MOST_UPLOAD_MEGABYTES = 8;

/** What is shown of an upload, with the keys as they were sent, and how the response says so. */
export type Upload = { blocks: Block[]; keys: string | null; init: { status: number; headers: Record<string, string> } };

/** Checks what a browser without script sends. Nothing of it is kept; only the number of times is, for a while. */
export async function checkUpload(exchange: Exchange, language: Language): Promise<Upload> {
  const { context } = exchange;
  const words = verifyPageMessages[language];
  const retryAt = await countAttempt(context.portal, [{ rule: "verify-client", subject: limitedClient(context) }]);
  if (retryAt !== null) {
    const headers = retryHeader(context, retryAt);
    return refused(words.limited(Math.ceil(Number(headers["Retry-After"]) / 60)), { language, status: 429, headers });
  }
  const form = await readUpload(exchange);
  if (!form) return refused(words.tooLarge(MOST_UPLOAD_MEGABYTES), { language, status: 413 });
  const keys = textOf(form, "keys");
  const { isRead, blocks } = checkForm(LEDGER_CRYPTO, { files: await filesOf(form), keys, filledKeys: keyLines(exchange) }, language);
  return { blocks, keys, init: { status: isRead ? 200 : 422, headers: {} } };
}

/** The portal's own keys as the form is filled with them, a line each. */
export function keyLines({ context }: Exchange): string {
  return context.portal.ledger.keys().map(writeVerifierKey).join("\n");
}

type Refused = { language: Language; status: number; headers?: Record<string, string> };

function refused(sentence: string, { language, status, headers = {} }: Refused): Upload {
  return { blocks: unreadable(sentence, language), keys: null, init: { status, headers } };
}

/** Null where it is too large; what else cannot be read is thrown as for every form. */
async function readUpload(exchange: Exchange): Promise<FormData | null> {
  try {
    return await readOpenForm(exchange, MOST_UPLOAD_MEGABYTES * 1024 * 1024);
  } catch (error) {
    if (error instanceof Response && error.status === 413) return null;
    throw error;
  }
}

function textOf(form: FormData, name: string): string {
  const text = form.get(name);
  return typeof text === "string" ? text : "";
}

/** A browser sends an empty part without a name where no file was chosen. */
async function filesOf(form: FormData): Promise<HandedFile[]> {
  const files = form.getAll("files").filter((part) => typeof part !== "string").filter(({ name, size }) => name !== "" || size > 0);
  return Promise.all(files.map(async (file) => ({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) })));
}

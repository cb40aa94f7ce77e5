import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { AppLoadContext } from "@remix-run/node";
import type { NextFunction, Request as Asked, Response as Answer } from "express";
import type { Format } from "#app/domain/compliance/export/data-sets";
import { fetchExport, type ExportFile } from "#app/domain/compliance/export/fetch.server";
import type { MadeExport } from "#app/domain/compliance/export/made.server";
import { DomainError } from "#app/domain/refusal";
import { readViewer } from "#app/http/viewer.server";

const TYPES: Record<Format, string> = {
  csv: "text/csv; charset=utf-8; header=present",
  jsonl: "application/x-ndjson; charset=utf-8",
  parquet: "application/vnd.apache.parquet",
  bag: "application/zip",
};

/** The name under which the file of an export is kept. */
export function exportFileName({ dataSet, ledgerNumber, size, format }: Pick<MadeExport, "dataSet" | "ledgerNumber" | "size" | "format">): string {
  return `concordat-${dataSet}-${ledgerNumber}-${size}.${format === "bag" ? "zip" : format}`;
}

/**
 * Sends the file of an export. It is answered before Remix, which takes whatever a loader streams as fast as it comes: here nothing is read that the client has
 * not room for, and reading stops when the client goes. What is refused is told on the export's page.
 */
export async function sendExport(context: AppLoadContext, { request, response, next }: { request: Asked; response: Answer; next: NextFunction }): Promise<void> {
  const page = `/compliance/exports/${encodeURIComponent(request.params.id ?? "")}`;
  try {
    const viewer = await readViewer({ context, request: asRequest(context, request) });
    if (viewer === null) return response.redirect(303, `/sign-in?to=${encodeURIComponent(page)}`);
    const after = typeof request.query.after === "string" && request.query.after.trim() !== "" ? request.query.after.trim() : null;
    const file = await fetchExport(context.portal, { id: request.params.id ?? "", after, actor: viewer });
    await send(file, { request, response });
  } catch (error) {
    if (error instanceof DomainError && !response.headersSent) response.redirect(303, `${page}?fault=${error.code}`);
    else next(error);
  }
}

async function send({ made, send: sendTo }: ExportFile, { request, response }: { request: Asked; response: Answer }): Promise<void> {
  const headers = { "Content-Type": TYPES[made.format], "Content-Disposition": `attachment; filename="${exportFileName(made)}"`, "Cache-Control": "no-store" };
  if (request.method === "HEAD") return void response.set(headers).end();
  await sendTo((bytes) => pipeline(Readable.from(bytes, { objectMode: false }), response.set(headers))).catch((error: unknown) => {
    if (!isGone(error)) throw error;
  });
}

/** The client went before it had all. */
function isGone(error: unknown): boolean {
  return error instanceof Error && "code" in error && (error.code === "ERR_STREAM_PREMATURE_CLOSE" || error.code === "ERR_STREAM_UNABLE_TO_PIPE");
}

/** What the session is read from. */
function asRequest({ portal }: AppLoadContext, { originalUrl, headers }: Asked): Request {
  return new Request(new URL(originalUrl, portal.settings.publicUrl), { headers: headers.cookie === undefined ? {} : { Cookie: headers.cookie } });
}

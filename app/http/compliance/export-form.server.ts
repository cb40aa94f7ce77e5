import { redirect } from "@remix-run/node";
import { approveExport, rejectExport, withdrawExport } from "#app/domain/compliance/export/approval.server";
import { FILTERS, formatFor, isDataSet, isFormat } from "#app/domain/compliance/export/data-sets";
import { orderExport } from "#app/domain/compliance/export/make.server";
import type { ExportOrder, Filter } from "#app/domain/compliance/export/order";
import { DomainError } from "#app/domain/refusal";
import { textOf } from "#app/http/account/account-fields.server";
import type { Exchange } from "#app/http/context";
import { refill } from "#app/http/desk/refill.server";
import { refuse } from "#app/http/refuse.server";
import type { Viewer } from "#app/http/viewer.server";
import type { Language } from "#app/messages/catalogue";
import { exportMessages } from "#app/messages/exports";
import { problemMessages } from "#app/messages/problems";
import type { Portal } from "#app/portal.server";

export const EXPORTS_DONE = ["asked", "rejected", "withdrawn", "made", "approved"] as const;

/** What an address fills into the form of an order: links to it name what is to be exported, and the filter. */
export function orderIn(query: URLSearchParams): Record<string, string> {
  const names = ["dataSet", ...FILTERS].filter((name) => query.has(name));
  return Object.fromEntries(names.map((name) => [name, (query.get(name) ?? "").slice(0, 200)]));
}

type Sent = { viewer: Viewer; form: FormData; language: Language };

const PAGE = "/compliance/exports";

/** Answers the forms of the page of exports, by the `intent` of the button that sent them. */
export function answerExports({ context: { portal } }: Exchange, sent: Sent) {
  const { form, viewer } = sent;
  const decision = { requestId: textOf(form, "request"), actor: viewer };
  switch (textOf(form, "intent")) {
    case "order":
      return answerOrder(portal, sent);
    case "approve":
      return orFault(sent, async () => redirect(`${PAGE}/${await approveExport(portal, decision)}?done=approved`, { status: 303 }));
    case "reject":
      return orFault(sent, async () => {
        await rejectExport(portal, { ...decision, reason: textOf(form, "words").slice(0, 2000) });
        return redirect(`${PAGE}?done=rejected`, { status: 303 });
      });
    case "withdraw":
      return orFault(sent, async () => {
        await withdrawExport(portal, decision);
        return redirect(`${PAGE}?done=withdrawn`, { status: 303 });
      });
    default:
      throw refuse("input-invalid");
  }
}

function answerOrder(portal: Portal, sent: Sent) {
  const read = readOrder(sent);
  if ("faults" in read) return refill(sent.form, read.faults);
  return orFault(sent, async () => {
    const { outcome, id } = await orderExport(portal, { order: read.order, actor: sent.viewer });
    return redirect(outcome === "made" ? `${PAGE}/${id}?done=made` : `${PAGE}?done=asked`, { status: 303 });
  });
}

function readOrder({ form, language }: Sent): { order: ExportOrder } | { faults: Record<string, string> } {
  const { faults: words } = exportMessages[language];
  const [dataSet, format, mask, size] = [textOf(form, "dataSet"), textOf(form, "format"), textOf(form, "mask"), textOf(form, "size").trim()];
  const isSize = /^\d{0,15}$/.test(size);
  const isMask = mask === "masked" || mask === "unmasked";
  const faults = {
    ...(isDataSet(dataSet) ? {} : { dataSet: words.dataSet }),
    ...(isFormat(format) ? {} : { format: words.format }),
    ...(isMask ? {} : { mask: words.mask }),
    ...(isSize ? {} : { size: words.size }),
  };
  if (!isDataSet(dataSet) || !isFormat(format) || !isMask || !isSize) return { faults };
  const filter: Filter = Object.fromEntries(FILTERS.map((name) => [name, textOf(form, name)]));
  return { order: { dataSet, format: formatFor(dataSet, format), mask, filter, reason: textOf(form, "reason").slice(0, 2000), size: size === "" ? null : Number(size) } };
}

/** Does it; a refusal comes back with what was typed, at the field that it is about where there is one. */
async function orFault<T>({ form, language }: Sent, work: () => Promise<T>) {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    if (error.code === "reason-missing") return refill(form, { [textOf(form, "intent") === "order" ? "reason" : `reject-${textOf(form, "request")}`]: exportMessages[language].faults.reason });
    return refill(form, { [fieldOf(error)]: refusalSentence(error, language) });
  }
}

function fieldOf({ code, details }: DomainError): string {
  if (code === "export-filter-unfit") return String(details.filter);
  if (code === "agreement-unknown") return "agreement";
  if (code === "version-unknown") return "version";
  return code === "export-size-unfit" ? "size" : "form";
}

function refusalSentence({ code, details }: Pick<DomainError, "code" | "details">, language: Language): string {
  const { title, advice } = problemMessages[language][code](details);
  return language === "en" ? `${title}. ${advice}` : `${title}。${advice}`;
}

const FILE_FAULTS = ["export-foreign", "export-over", "export-cursor-unfit", "ledger-stopped"] as const;

/** Why a file was not sent, which the address of its page tells by a code; null for anything else. */
export function faultSentence(code: string | null, language: Language): string | null {
  if (code === "sign-in-stale") return exportMessages[language].stale;
  const found = FILE_FAULTS.find((each) => each === code);
  return found === undefined ? null : refusalSentence({ code: found, details: {} }, language);
}

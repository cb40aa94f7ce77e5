import type { ReceiptView } from "#app/http/evidence/receipt-view";
import { commonMessages } from "#app/messages/common";
import type { Language } from "#app/messages/catalogue";
import { deemingMessages, describeFinding, describeProof } from "#app/messages/deeming";
import { receiptMessages } from "#app/messages/receipts";
import { formatInstant } from "#app/messages/time";

/** What a receipt is called: that of a deemed acceptance is never one of an acceptance. */
export function receiptTitle({ kind, method }: Pick<ReceiptView, "kind" | "method">, language: Language): string {
  return method === "deemed" ? deemingMessages[language].title : receiptMessages[language].title[kind];
}

/** What the act was, in a sentence or two. */
export function receiptStatement({ kind, method, deemed, objection, zone }: ReceiptView, language: Language): string {
  const words = receiptMessages[language];
  const time = (instant: string) => formatInstant(instant, { zone, language });
  if (deemed?.proof) return deemingMessages[language].statement(describeProof(deemed.proof, { language, zone }), time(deemed.usedAt));
  if (method !== "click") return words.otherMethod[method];
  return objection?.isLate ? deemingMessages[language].late(time(objection.untilAt)) : words.statement[kind];
}

/** What else a receipt tells of a deemed acceptance or an objection, by name. */
export function statementFacts({ deemed, objection, zone }: ReceiptView, language: Language): [name: string, lines: string[]][] {
  const words = deemingMessages[language];
  const time = (instant: string) => formatInstant(instant, { zone, language });
  const said = objection?.isRemoved ? commonMessages[language].removed : objection?.reason;
  const reason: [string, string[]][] = said ? [[words.reason, [said]]] : [];
  if (!deemed) return reason;
  return [
    [words.proof, [words.grade[deemed.grade]]],
    ...(deemed.periodEndedAt ? [[words.period, [time(deemed.periodEndedAt)]] satisfies [string, string[]]] : []),
    [words.used, [time(deemed.usedAt), words.source[deemed.source]]],
    [words.conditions, deemed.reasons.map((met) => describeFinding(met, { language, zone }))],
  ];
}

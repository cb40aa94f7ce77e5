import type { Sheet, SheetPart } from "#app/domain/evidence/receipt/pdf.server";
import { receiptStatement, receiptTitle, statementFacts } from "#app/http/evidence/receipt-statement";
import { fileName, type ReceiptItem, type ReceiptView } from "#app/http/evidence/receipt-view";
import type { Language } from "#app/messages/catalogue";
import { describeUnknown, importMessages } from "#app/messages/imports";
import { languageName } from "#app/messages/language-names";
import { organisationMessages } from "#app/messages/organisation";
import { receiptSheetMessages } from "#app/messages/receipt-sheet";
import { receiptMessages } from "#app/messages/receipts";
import { formatInstant, formatUtc } from "#app/messages/time";

type Asked = { language: Language; address: string; publicUrl: string };

/** What the page of a receipt says, for paper. Nothing in it changes with time, so that the same receipt stays the same file. */
export function sheetOf(view: ReceiptView, asked: Asked): Sheet {
  const words = receiptMessages[asked.language];
  const { lacking } = receiptSheetMessages[asked.language];
  const parts: SheetPart[] = [
    { kind: "paragraph", text: receiptStatement(view, asked.language) },
    ...view.items.flatMap((item) => itemParts(item, view, asked.language)),
    { kind: "heading", text: words.facts },
    ...factParts(view, asked),
    ...proofParts(view, asked),
  ];
  return { language: asked.language, title: receiptTitle(view, asked.language), recordId: view.actId, at: view.at, parts, lacking };
}

function itemParts(item: ReceiptItem, { zone }: ReceiptView, language: Language): SheetPart[] {
  const words = receiptMessages[language];
  const { shown, binding } = receiptSheetMessages[language];
  const isBinding = item.sha256 === item.binding.sha256;
  const title = item.purpose ? words.purposeOf(item.purpose.text, item.title, item.number) : words.cited(item.title, item.number);
  const effect = item.effectiveAt && `${item.isAhead ? words.willEffect : words.effective} ${timeIn(item.effectiveAt, zone, language)}`;
  const numbers = item.conspicuous.flatMap(({ number }) => number?.replace(/\.$/, "") ?? []);
  return [
    { kind: "heading", text: title },
    ...paragraphs([effect, (isBinding ? words.shownAndBinding : words.shown)(languageName(item.language, language))]),
    { kind: "code", text: shown(item.sha256) },
    ...(isBinding ? [] : paragraphs([words.binding(languageName(item.binding.language, language))])),
    ...(isBinding ? [] : [{ kind: "code" as const, text: binding(item.binding.sha256) }]),
    ...paragraphs([item.conspicuous.length > 0 ? words.conspicuous(item.conspicuous.length, numbers) : null]),
  ];
}

function factParts(view: ReceiptView, { language, address }: Asked): SheetPart[] {
  const words = receiptMessages[language];
  const { receipt: relation } = organisationMessages[language];
  const { authority, imported, signIn } = view;
  const who = [authority?.person?.address ?? address, words.account(view.accountId), words.party(view.partyId), view.isAddressConfirmed ? words.confirmed : words.selfDeclared];
  const facts: [string, string[]][] = [
    [words.when, [timeIn(view.at, view.zone, language)]],
    [words.who, who],
    [relation.relation, [authority ? relation[authority.relation](authority.organisation ?? (authority.isRemoved ? relation.removed : relation.erased)) : relation.self]],
    [words.with, view.offerors.map(({ text }) => text)],
    [words.signIn, signIn ? [timeIn(signIn.at, view.zone, language), words.signInMethod[signIn.method]] : []],
    [words.record, [view.actId]],
    [words.screen, view.screenSha256 ? [`SHA-256: ${view.screenSha256}`] : []],
    ...statementFacts(view, language),
    ...importedFacts(imported, language),
  ];
  return facts.filter(([, lines]) => lines.length > 0).map(([name, lines]) => ({ kind: "fact", name, lines }));
}

function importedFacts(imported: ReceiptView["imported"], language: Language): [string, string[]][] {
  if (!imported) return [];
  const { receipt: words, unknowns } = importMessages[language];
  return [[words.source, [imported.source, words.note]], [words.unknown, imported.unknowns.map((each) => describeUnknown(each, unknowns))]];
}

function proofParts(view: ReceiptView, { language, publicUrl }: Asked): SheetPart[] {
  const words = receiptSheetMessages[language];
  const { proof } = receiptMessages[language];
  const { ledger } = view;
  const isConsent = view.items.some(({ purpose }) => purpose !== null);
  return [
    { kind: "heading", text: proof },
    ...paragraphs([ledger ? words.proved : words.unproved]),
    ...(ledger ? [{ kind: "code" as const, text: `${words.entry(ledger)}\n${words.leaf(ledger.leafHash)}` }] : []),
    { kind: "heading", text: words.verify },
    ...paragraphs(words.verifySteps(`${view.actId}.evidence.json`, publicUrl)),
    { kind: "heading", text: words.end[isConsent ? "consent" : "terms"] },
    ...paragraphs([isConsent ? words.withdraw(publicUrl) : words.leave(publicUrl)]),
    { kind: "heading", text: words.keep },
    ...paragraphs([words.keepLead, `${view.actId}.pdf`, ledger && `${view.actId}.evidence.json`, ...view.items.map(fileName)]),
  ];
}

function paragraphs(texts: readonly (string | null)[]): SheetPart[] {
  return texts.flatMap((text) => (text === null ? [] : { kind: "paragraph", text }));
}

function timeIn(instant: string, zone: string, language: Language): string {
  const [before, after] = language === "en" ? [" (", ")"] : ["，即 ", ""];
  return formatInstant(instant, { zone, language }) + before + formatUtc(instant) + after;
}

import type { NoticeText } from "#app/domain/notice/notice";
import { addressOf, partyOf, titleOf, wordsIn, type AboutVersion } from "#app/domain/notice/texts/about";
import type { Block, Link } from "#app/domain/notice/texts/letter";
import { setLetter } from "#app/domain/notice/texts/set-letter";
import { footOf, paragraph } from "#app/domain/notice/texts/version-blocks";
import type { Language } from "#app/messages/catalogue";
import { languageName } from "#app/messages/language-names";
import { noticeActs } from "#app/messages/notice-acts";
import { noticeShell } from "#app/messages/notice-shell";

export const RECEIPT_ACTS = ["acceptance", "deemed", "decline", "consent", "refusal", "withdrawal", "objection"] as const;
export type ReceiptAct = (typeof RECEIPT_ACTS)[number];

/** What was acted on, in the order of precedence; without who and when, so that every such act has the same text. */
export type ReceiptFacts = {
  publicUrl: string;
  act: ReceiptAct;
  lines: readonly { slug: string; version: AboutVersion; language: string; purpose: string | null }[];
};

/** The receipt of an act: what, which versions, when; where receipt and proof are; the state of the ledger. */
export function receiptText(facts: ReceiptFacts, language: Language): NoticeText {
  const { act, lines, publicUrl } = facts;
  const [first] = lines;
  if (!first) throw new Error("an act is about at least one version");
  const words = noticeActs[language].receipt;
  const { lead, ...head } = words.head(act, words.what(titleOf(first.version, language), lines.length - 1));
  const items = lines.map(({ version, language: shown, purpose }) =>
    words.line({ title: titleOf(version, language), number: version.number, language: languageName(shown, language), purpose: purposeTitle(version, purpose, language) }));
  const order = lines.length > 1 && act === "acceptance" ? [paragraph(words.order)] : [];
  return setLetter({
    language,
    sender: partyOf(first.version, language).name,
    ...head,
    lead: [lead],
    blocks: [{ kind: "list", items }, ...order, ...recordBlocks(facts, language), paragraph(words.after[act]), ...proofBlocks(facts, language)],
    foot: footOf({ publicUrl, version: first.version }, language, "legal"),
  });
}

function recordBlocks({ lines }: ReceiptFacts, language: Language): Block[] {
  const { label, ...shell } = noticeShell[language];
  const rows = [
    { label: label.addressee, value: { fill: "name" } as const },
    { label: label.happenedAt, value: { fill: "happenedAt" } as const },
    { label: label.record, value: { fill: "actId" } as const },
    ...lines.slice(0, 1).map(({ version }) => ({ label: label.party, value: shell.partyLine(partyOf(version, language)) })),
  ];
  return [{ kind: "rows", rows }];
}

function proofBlocks(facts: ReceiptFacts, language: Language): Block[] {
  const words = noticeActs[language].receipt;
  const { link } = noticeShell[language];
  const links: Link[] = [{ label: link.receipt, url: { fill: "receipt" } }, { label: link.own, url: { fill: "link" } }, ...actLinks(facts, language)];
  return [
    { kind: "heading", text: words.proof },
    paragraph(words.proofLead),
    { kind: "links", links },
    { kind: "heading", text: words.checkpoint },
    paragraph(words.checkpointLead),
    { kind: "verbatim", text: { fill: "checkpoint" } },
  ];
}

function actLinks({ publicUrl, act, lines }: ReceiptFacts, language: Language): Link[] {
  const { link, titled } = noticeShell[language];
  const texts = lines.map(({ slug, version: { number, ...version }, language: shown }) => ({ label: `${titled(titleOf({ number, ...version }, language))} ${noticeShell[language].version(number)}`, url: addressOf.version({ publicUrl, slug }, number, shown) }));
  const isOfConsent = act === "consent" || act === "refusal" || act === "withdrawal";
  return [...texts, ...(isOfConsent ? [{ label: link.consents, url: addressOf.consents({ publicUrl, slug: "" }) }] : [])];
}

function purposeTitle(version: AboutVersion, code: string | null, language: Language): string | null {
  if (code === null) return null;
  const purpose = version.manifest.agreement.purposes?.find((each) => each.code === code);
  return purpose ? wordsIn(purpose.title, version, language).text : code;
}

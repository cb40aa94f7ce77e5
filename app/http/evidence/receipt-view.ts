import { delegationStateAt, type Delegation, type DelegationState, type ToldDelegation } from "#app/domain/access/delegation";
import type { DeemedBasis, Receipt, ReceiptLine } from "#app/domain/evidence/receipt/receipt";
import type { NoticeProof } from "#app/domain/notice/proof";
import { inLanguage, type Localised } from "#app/domain/publication/localised";
import { textFile } from "#app/domain/publication/files/text-file";
import type { Language } from "#app/messages/catalogue";

/** What the page of a receipt shows, as plain data. */
export type ReceiptView = {
  actId: string;
  kind: ReceiptLine["kind"];
  method: Receipt["act"]["method"];
  at: string;
  zone: string;
  accountId: string;
  partyId: string;
  /** The authority for an act for an organisation; null for an act of one's own. */
  authority: AuthorityAtAct | null;
  isAddressConfirmed: boolean;
  imported: Receipt["imported"];
  deemed: DeemedView | null;
  objection: Receipt["objection"];
  signIn: { method: "password" | "link"; at: string } | null;
  screenSha256: string | null;
  ledger: Receipt["ledger"];
  offerors: Localised[];
  items: ReceiptItem[];
};

/** Why an act was taken as acceptance. */
export type DeemedView = Pick<DeemedBasis, "grade" | "source" | "usedAt" | "reasons"> & {
  /** The proof from which the party's own period ran, and when that was over. */
  proof: NoticeProof | null;
  periodEndedAt: string | null;
};

/** An authority as it stood when the act was made, and who was called how when it was granted. */
export type AuthorityAtAct = Pick<Delegation, "id" | "relation" | "scopes" | "beginsAt" | "endsAt"> & {
  state: DelegationState;
  /** Whether names and addresses were removed at the end of their period. */
  isRemoved: boolean;
  organisation: string | null;
  person: { address: string; name: string | null } | null;
};

export type ReceiptItem = {
  slug: string;
  number: number;
  title: string;
  language: string;
  /** The name of the exact text among those of its version. */
  file: string;
  sha256: string;
  binding: { language: string; sha256: string };
  effectiveAt: string | null;
  isAhead: boolean;
  conspicuous: { id: string; number: string | null }[];
  purpose: Localised | null;
};

/** The view of a receipt in the language of the interface; times are in the zone of its first agreement. */
export function viewReceipt({ act, lines, presentation, signIn, delegation, ledger, imported, deemed, objection }: Receipt, language: Language): ReceiptView {
  const offerors = lines.map(({ version }) => inLanguage(version.manifest.agreement.contractingParty.name, [language]));
  return {
    actId: act.id,
    kind: act.kind,
    method: act.method,
    at: act.happenedAt,
    zone: lines[0].version.manifest.agreement.zone,
    accountId: act.actorId,
    partyId: act.partyId,
    authority: delegation && viewAuthority(delegation, act.happenedAt),
    isAddressConfirmed: act.isAddressConfirmed === 1,
    imported,
    deemed: deemed && viewDeemed(deemed),
    objection,
    signIn: signIn && { method: signIn.method, at: signIn.happenedAt },
    screenSha256: presentation?.screenSha256 ?? null,
    ledger,
    offerors: offerors.filter(({ text }, index) => offerors.findIndex((each) => each.text === text) === index),
    items: lines.map((line) => viewItem(line, { language, at: act.happenedAt })),
  };
}

function viewDeemed({ grade, source, usedAt, reasons }: DeemedBasis): DeemedView {
  const proof = reasons.find((met) => met.code === "proof-suffices")?.proof ?? null;
  const working = reasons.find((met) => met.code === "period-ran")?.working ?? null;
  return { grade, source, usedAt, reasons, proof, periodEndedAt: working?.earliestAt ?? null };
}

function viewAuthority(delegation: ToldDelegation, at: string): AuthorityAtAct {
  const { id, relation, scopes, beginsAt, endsAt, granted, isRemoved } = delegation;
  const state = delegationStateAt(delegation, at);
  return { id, relation, scopes, beginsAt, endsAt, state, isRemoved, organisation: granted?.organisation ?? null, person: granted?.person ?? null };
}

function viewItem(line: ReceiptLine, { language, at }: { language: Language; at: string }): ReceiptItem {
  const { version, shown, binding, effectiveAt } = line;
  return {
    slug: line.slug,
    number: version.number,
    title: shown.title,
    language: shown.language,
    file: textFile(shown),
    sha256: shown.sha256,
    binding: { language: binding.language, sha256: binding.sha256 },
    effectiveAt,
    isAhead: effectiveAt !== null && effectiveAt > at,
    conspicuous: line.conspicuous.map(({ id, number }) => ({ id, number })),
    purpose: purposeTitle(line, language),
  };
}

/** What a purpose is called; its code where the version has no such purpose. Null for terms. */
export function purposeTitle({ version, purpose }: Pick<ReceiptLine, "version" | "purpose">, language: Language): Localised | null {
  if (purpose === null) return null;
  const { purposes, bindingLanguage } = version.manifest.agreement;
  const definition = purposes?.find(({ code }) => code === purpose);
  return definition ? inLanguage(definition.title, [language, bindingLanguage]) : { text: purpose, language };
}

/** The name under which a browser saves the text. */
export function fileName({ slug, number, file }: ReceiptItem): string {
  return `${slug}-${number}.${file}`;
}

import { hexOf } from "#app/ledger/bytes";
import type { Hashing } from "#app/ledger/crypto";
import type { Entry } from "#app/ledger/entry";
import type { Judgement } from "#app/ledger/judgement";
import { writeVerifierKey } from "#app/ledger/note";
import type { Language } from "#app/messages/catalogue";
import { entryKindName } from "#app/messages/entry-kinds";
import { verifyMessages } from "#app/messages/verify";
import { visibleLine } from "#app/messages/visible";

/** A name and what stands beside it; `isExact` for hashes, keys and the like, to be compared sign by sign. */
export type Fact = { name: string; value: string; isExact: boolean };

/** What the evidence is about, as far as it could be read: what, when, in which ledger, by which key, which files and values. */
export function factsOf(hashing: Hashing, judgement: Judgement, language: Language): Fact[] {
  const { entry, logged } = judgement.verification;
  const words = verifyMessages[language].facts;
  const keyName = logged.state === "yes" ? words.key : words.keyTried;
  return [
    ...(entry ? entryFacts(entry, language) : []),
    ...headFacts(judgement, language),
    ...judgement.keys.map((key) => exact(keyName, writeVerifierKey(key))),
    ...(entry ? fileFacts(hashing, { entry, judgement, language }) : []),
    ...openingFacts(judgement, language),
  ];
}

function entryFacts({ kind, at, recordedAt, late, record }: Entry, language: Language): Fact[] {
  const words = verifyMessages[language].facts;
  return [
    plain(words.kind, `${entryKindName(kind, language)} (${kind})`),
    exact(words.at, at),
    exact(words.recordedAt, late ? `${recordedAt} (${words.late})` : recordedAt),
    exact(words.record, record),
  ];
}

function headFacts({ verification: { head } }: Judgement, language: Language): Fact[] {
  const words = verifyMessages[language].facts;
  return head ? [exact(words.ledger, head.origin), exact(words.root, hexOf(head.rootHash))] : [];
}

type Files = { entry: Entry; judgement: Judgement; language: Language };

/** For each file that the entry names, the one given that fits it. */
function fileFacts(hashing: Hashing, { entry, judgement, language }: Files): Fact[] {
  const words = verifyMessages[language].facts;
  const given = (judgement.held.evidence.files ?? []).map(({ name, bytes }) => ({ name, sha256: hexOf(hashing.sha256(bytes)) }));
  return Object.entries(entry.hashes ?? {}).map(([name, sha256]) =>
    plain(words.rests(visibleLine(name)), given.find((file) => file.sha256 === sha256)?.name ?? words.missing));
}

/** Values are shown only where all that were given fit. */
function openingFacts({ verification, held }: Judgement, language: Language): Fact[] {
  if (verification.person.state === "no") return [];
  const words = verifyMessages[language].facts;
  return (held.evidence.openings ?? []).map(({ tag, value }) =>
    plain(words.opened(visibleLine(tag)), typeof value === "string" ? value : JSON.stringify(value)));
}

function plain(name: string, value: string): Fact {
  return { name, value: visibleLine(value), isExact: false };
}

function exact(name: string, value: string): Fact {
  return { name, value: visibleLine(value), isExact: true };
}

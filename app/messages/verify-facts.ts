import { hexOf } from "#app/ledger/bytes";
import type { Hashing } from "#app/ledger/crypto";
import type { Entry } from "#app/ledger/entry";
import type { Judgement } from "#app/ledger/judgement";
import { writeVerifierKey } from "#app/ledger/note";
import { catalogue, type Language } from "#app/messages/catalogue";
import { entryKindName } from "#app/messages/entry-kinds";
import { formatUtc } from "#app/messages/time";
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
    plain(words.kind, entryKindName(kind, language) + inBrackets(kind, language)),
    plain(words.at, formatUtc(at)),
    plain(words.recordedAt, formatUtc(recordedAt) + (late ? inBrackets(words.late, language) : "")),
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
    plain(knownAs(name, language) ?? words.rests(visibleLine(name)), given.find((file) => file.sha256 === sha256)?.name ?? words.missing));
}

/** Values are shown only where all that were given fit. */
function openingFacts({ verification, held }: Judgement, language: Language): Fact[] {
  if (verification.person.state === "no") return [];
  const words = verifyMessages[language].facts;
  return (held.evidence.openings ?? []).map(({ tag, value }) =>
    plain(knownAs(tag, language) ?? words.opened(visibleLine(tag)), typeof value === "string" ? value : JSON.stringify(value)));
}

/** What the files and values of acts are called by people. */
const NAMES: Record<Language, Record<string, string>> = catalogue({
  en: {
    screen: "Screen shown", set: "List of what was shown", manifest: "Particulars of the version", text: "Text",
    actor: "Account that acted", party: "Party", address: "E-mail address", agent: "Browser", client: "Network address", reason: "Reason given",
  },
  "zh-CN": {
    screen: "所显示的页面", set: "所示内容清单", manifest: "版本信息", text: "文本",
    actor: "操作账户", party: "当事人", address: "电子邮箱", agent: "浏览器", client: "网络地址", reason: "所填理由",
  },
});

/** "ver_1/text/en" is a text: its name for people, with the one in the entry; null where there is none. */
function knownAs(name: string, language: Language): string | null {
  const [first = "", second] = name.split("/");
  const known = Object.entries(NAMES[language]).find(([tag]) => tag === (second ?? first));
  return known ? known[1] + inBrackets(visibleLine(name), language) : null;
}

function inBrackets(text: string, language: Language): string {
  return language === "en" ? ` (${text})` : `（${text}）`;
}

function plain(name: string, value: string): Fact {
  return { name, value: visibleLine(value), isExact: false };
}

function exact(name: string, value: string): Fact {
  return { name, value: visibleLine(value), isExact: true };
}

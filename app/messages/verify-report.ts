import type { Hashing } from "#app/ledger/crypto";
import type { UnreadableEvidence } from "#app/ledger/evidence-file";
import type { Judgement } from "#app/ledger/judgement";
import type { Verification } from "#app/ledger/verify";
import type { Language } from "#app/messages/catalogue";
import { verifyMessages } from "#app/messages/verify";
import { factsOf, type Fact } from "#app/messages/verify-facts";
import { visible, visibleLine } from "#app/messages/visible";

export type LevelName = "logged" | "consistent" | "text" | "person";

/** `inside`: yes, but by a key that came with the evidence. */
export type LevelState = "yes" | "no" | "notGiven" | "erased" | "inside";

export type LevelReport = { level: LevelName; state: LevelState; word: string; name: string; sentence: string; meaning: string };

/** A judgement in words, for a page or a screen of text. */
export type Report = {
  verdict: Judgement["verdict"];
  title: string;
  trust: string[];
  levels: LevelReport[];
  facts: Fact[];
  notes: string[];
  /** Heading and text of the entry as it stands; null where it could not be read. */
  entry: { title: string; text: string } | null;
};

/** What is to be told of a judgement. Texts from the evidence come out fit for the eye. */
export function reportOf(hashing: Hashing, judgement: Judgement, language: Language): Report {
  const words = verifyMessages[language];
  const { verification, held, verdict } = judgement;
  const { entry } = verification;
  return {
    verdict,
    title: words.verdict[verdict],
    trust: trustSentences(judgement, language),
    levels: [loggedReport(judgement, language), consistentReport(judgement, language), textReport(judgement, language), personReport(judgement, language)],
    facts: factsOf(hashing, judgement, language),
    notes: held.timeTokens.length > 0 ? [words.timeTokens(held.timeTokens.length)] : [],
    entry: entry && { title: words.entry, text: visible(JSON.stringify(entry, null, 2)) },
  };
}

/** Why nothing could be checked, and what to do. */
export function unreadableSentence({ fault, about }: UnreadableEvidence, language: Language): string {
  return verifyMessages[language].fault[fault](visibleLine(about));
}

function trustSentences({ trust, verification: { head, logged } }: Judgement, language: Language): string[] {
  const words = verifyMessages[language].trust;
  return [
    words[trust],
    ...(head && trust === "inside" ? [words.published(visibleLine(head.origin))] : []),
    ...(logged.state === "no" ? [words.unlogged] : []),
  ];
}

function loggedReport({ verification, trust }: Judgement, language: Language): LevelReport {
  const words = verifyMessages[language];
  const { logged, index, head } = verification;
  if (logged.state === "no") return level("logged", { state: "no", sentence: words.logged[logged.reason], language });
  return level("logged", { state: trust === "inside" ? "inside" : "yes", sentence: words.yes.logged(index ?? 0, head?.size ?? 0), language });
}

function consistentReport({ verification, held, trust }: Judgement, language: Language): LevelReport {
  const words = verifyMessages[language];
  const { consistent } = verification;
  switch (consistent.state) {
    case "yes":
      return level("consistent", { state: trust === "inside" ? "inside" : "yes", sentence: words.yes.consistent(held.evidence.held?.length ?? 0), language });
    case "notGiven":
      return level("consistent", { state: "notGiven", sentence: words.notGiven.consistent, language });
    case "no": {
      const place = consistent.about === undefined ? "" : words.about(words.counted(Number(consistent.about) + 1));
      return level("consistent", { state: "no", sentence: words.consistent[consistent.reason] + place, language });
    }
  }
}

function textReport({ verification, held }: Judgement, language: Language): LevelReport {
  const words = verifyMessages[language];
  const { text } = verification;
  const count = held.evidence.files?.length ?? 0;
  const about = visibleLine("about" in text ? (text.about ?? "") : "");
  switch (text.state) {
    case "yes":
      return level("text", { state: "yes", sentence: words.yes.text(count), language });
    case "no":
      return level("text", { state: "no", sentence: words.text(about), language });
    case "notGiven": {
      const { text: none, textMissing, textNone } = words.notGiven;
      return level("text", { state: "notGiven", sentence: about === "" ? none : count > 0 ? textMissing(about) : textNone(about), language });
    }
  }
}

function personReport({ verification: { person }, held }: Judgement, language: Language): LevelReport {
  const words = verifyMessages[language];
  const count = held.evidence.openings?.length ?? 0;
  switch (person.state) {
    case "yes":
      return level("person", { state: "yes", sentence: words.yes.person(count), language });
    case "no":
      return level("person", { state: "no", sentence: words.person[person.reason](visibleLine(person.about ?? "")), language });
    case "erased":
      return level("person", { state: "erased", sentence: words.erased(person.at, visibleLine(person.ground)), language });
    case "notGiven":
      return level("person", { state: "notGiven", sentence: missingPerson(person, count, language), language });
  }
}

function missingPerson({ about }: Extract<Verification["person"], { state: "notGiven" }>, count: number, language: Language): string {
  const { person, personMissing, personNone } = verifyMessages[language].notGiven;
  if (about === undefined) return person;
  return count > 0 ? personMissing(visibleLine(about)) : personNone;
}

function level(name: LevelName, { state, sentence, language }: { state: LevelState; sentence: string; language: Language }): LevelReport {
  const words = verifyMessages[language];
  const told = words.levels[name];
  return { level: name, state, sentence, word: words.state[state], name: told.name, meaning: words.meaning(told) };
}

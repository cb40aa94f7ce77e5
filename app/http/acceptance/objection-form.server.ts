import { LONGEST_OBJECTION_ANSWER, type ObjectionAnswer } from "#app/domain/acceptance/objection";
import { textFault, typedText } from "#app/domain/evidence/explanations/explanations";
import { parseInstant, type Instant } from "#app/domain/instant";
import { readAskedInstant } from "#app/domain/publication/drafting/asked";
import { textOf } from "#app/http/account/account-fields.server";
import type { Language } from "#app/messages/catalogue";
import { objectionMessages } from "#app/messages/objection-pages";

const ANSWERS: readonly ObjectionAnswer["answer"][] = ["keep", "leave", "lift", "reply"];

/** What a form answers to an objection. */
export type AnswerForm = { answer: ObjectionAnswer["answer"]; untilAt: Instant | null; reason: string; follows: string };

type Read = { given: AnswerForm; faults: null } | { given: null; faults: Record<string, string> };

/** Reads the form, or says what is wrong with it, by field. Days begin in the zone given. */
export function readObjectionAnswer(form: FormData, { language, zone, now }: { language: Language; zone: string; now: Instant }): Read {
  const words = objectionMessages[language].faults;
  const answer = ANSWERS.find((each) => each === textOf(form, "answer"));
  const reason = textOf(form, "reason");
  const fault = textFault(typedText(reason), LONGEST_OBJECTION_ANSWER);
  const isDated = answer === "keep" || answer === "leave";
  const untilAt = isDated ? readDay(textOf(form, "until"), zone) : null;
  const faults = {
    ...(answer ? {} : { answer: words.answer }),
    ...(isDated && (untilAt === null || untilAt <= now) ? { until: words.until } : {}),
    ...(fault && { reason: words.reason[fault](LONGEST_OBJECTION_ANSWER) }),
  };
  if (!answer || Object.keys(faults).length > 0) return { given: null, faults };
  return { given: { answer, untilAt, reason, follows: textOf(form, "follows") }, faults: null };
}

function readDay(text: string, zone: string): Instant | null {
  const isDay = text.trim().length === 10 && parseInstant(text.trim()) !== null;
  return isDay ? readAskedInstant(text, zone) : null;
}

import { useLanguage } from "#app/components/language";
import { commonMessages } from "#app/messages/common";

/** What a person said; where it is gone, that it was removed at the end of its period, or else the words given. */
export function Said({ words, isRemoved, otherwise = null, kind = "" }: { words: string | null; isRemoved: boolean; otherwise?: string | null; kind?: "answer" | "asked" | "" }) {
  const { removed } = commonMessages[useLanguage()];
  if (words === null && !isRemoved && otherwise === null) return null;
  return words === null ? <p className="muted">{isRemoved ? removed : otherwise}</p> : <p className={`said ${kind}`.trim()}>{words}</p>;
}

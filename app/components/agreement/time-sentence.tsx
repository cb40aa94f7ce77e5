import { LocalTime } from "#app/components/time";
import type { AroundTime } from "#app/messages/reading";
import { formatUtc } from "#app/messages/time";

/** A sentence that names a time, with UTC after it; milliseconds stand in lists of facts alone. */
export function TimeSentence({ words, instant, zone }: { words: AroundTime; instant: string; zone: string }) {
  const [before, after] = words;
  return (
    <>
      {before}
      <LocalTime instant={instant} zone={zone} />
      {after} <span className="utc">{formatUtc(toSeconds(instant))}</span>
    </>
  );
}

function toSeconds(instant: string): string {
  return instant.replace(/\.\d+Z$/, ".000Z");
}

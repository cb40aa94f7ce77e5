import { TimeSentence } from "#app/components/agreement/time-sentence";
import { useLanguage } from "#app/components/language";
import { readerCommentMessages } from "#app/messages/reader-comments";

/** A draft on which readers may comment, and until when. */
export type ProposedLink = { draftId: string; closesAt: string };

/** What a reader of an agreement is told of a proposed change while comments are open. */
export function ProposedBand({ proposed: { draftId, closesAt }, zone }: { proposed: ProposedLink; zone: string }) {
  const { band: words } = readerCommentMessages[useLanguage()];
  return (
    <div className="band band-change" role="note">
      <p><strong className="band-name">{words.name}</strong> <TimeSentence words={words.open} instant={closesAt} zone={zone} /></p>
      <p><a href={`/proposed/${draftId}`}>{words.link}</a></p>
    </div>
  );
}

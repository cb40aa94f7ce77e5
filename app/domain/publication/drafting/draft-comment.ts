/** A comment with its answers, the earlier first, as far as it matters who wrote what. */
type Thread = { actorId: string; answers: readonly { actorId: string }[] };

/** Whether a comment waits for an answer: the last word in it is that of the person who began it. */
export function isOpenComment({ actorId, answers }: Thread): boolean {
  return (answers.at(-1)?.actorId ?? actorId) === actorId;
}

/** How many comments wait for an answer, by the clause that they are about; null for the draft as a whole. */
export function countOpen(comments: readonly (Thread & { clauseId: string | null })[]): Map<string | null, number> {
  const counts = new Map<string | null, number>();
  for (const { clauseId } of comments.filter(isOpenComment)) counts.set(clauseId, (counts.get(clauseId) ?? 0) + 1);
  return counts;
}

/** Rows in their order, each of which names the one that it follows; "" stands before the first. */
export function inChain<T extends { id: string; followsId: string }>(rows: readonly T[]): T[] {
  const next = new Map(rows.map((row) => [row.followsId, row]));
  const ordered: T[] = [];
  for (let row = next.get(""); row && !ordered.includes(row); row = next.get(row.id)) ordered.push(row);
  return ordered;
}

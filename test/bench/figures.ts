/** The middle of the figures. */
export function medianOf(figures: readonly number[]): number {
  const sorted = [...figures].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** A share as people read it. */
export function share(part: number, whole: number): string {
  return `${Math.round((part / whole) * 100)} %`;
}

export function perSecond(count: number, milliseconds: number): number {
  return (count * 1000) / milliseconds;
}

/** The value below which this share (0 to 1) of the figures lies. */
export function quantile(figures: readonly number[], part: number): number {
  const sorted = [...figures].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}

/** A file of a bag's payload, by its path within `data/`; its content comes piece by piece and is read once. */
export type BagFile = { path: string; content: AsyncIterable<Uint8Array> | Iterable<Uint8Array> };

/** A file whose whole content is at hand. */
export function wholeFile(path: string, content: Uint8Array | string): BagFile {
  return { path, content: [typeof content === "string" ? new TextEncoder().encode(content) : content] };
}

import type { z } from "zod";
import { readSource } from "#app/domain/publication/files/source";
import { DomainError } from "#app/domain/refusal";

/** Reads a JSON file's bytes into the shape wanted. Throws file-unfit with the place of the fault, or what readSource refuses. */
export function readJsonFile<T>(schema: z.ZodType<T>, bytes: Uint8Array, file: string): T {
  const parsed = schema.safeParse(parseJson(readSource(bytes, file).body, file));
  if (parsed.success) return parsed.data;
  const [first, ...others] = parsed.error.issues;
  const fault = `${first?.message ?? ""}${others.length > 0 ? ` (+${others.length})` : ""}`;
  throw new DomainError("file-unfit", { file, place: pathText(first?.path ?? []), fault });
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const fault = error instanceof Error ? error.message : String(error);
    throw new DomainError("file-unfit", { file, place: placeIn(text, fault), fault });
  }
}

/** Line and column of the offset that the parser names; the end where it names none. */
function placeIn(text: string, fault: string): string {
  const offset = Number(/at position (\d+)/.exec(fault)?.[1] ?? text.trimEnd().length);
  const lines = text.slice(0, offset).split("\n");
  return `${lines.length}:${(lines.at(-1) ?? "").length + 1}`;
}

/** A path as one writes it: clauses[3].flags[0]. */
function pathText(path: readonly PropertyKey[]): string {
  return path.map((part) => (typeof part === "number" ? `[${part}]` : `.${String(part)}`)).join("").replace(/^\./, "");
}

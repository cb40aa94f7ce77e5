import type { Line } from "#app/domain/text/lines";
import type { ClauseRole } from "#app/domain/text/outline";
import { hasWords } from "#app/domain/text/title";

/** Where a span begins that is no clause: front matter, title, date, a paragraph of the preamble. */
export type Lead = { line: number; role: Exclude<ClauseRole, "clause"> };

export type LeadInput = {
  lines: readonly Line[];
  /** Index of the first line of the first clause. */
  until: number;
  title: number;
  date: number;
  /** Lines that are entries of a list of contents: the whole list is one span. */
  entries: ReadonlySet<number>;
  /** Lines with a number that stay in their paragraph. */
  numbered: ReadonlySet<number>;
};

/** Cuts what stands before the first clause into its spans. Lists, comments and ornaments stay with the paragraph before them. */
export function findLeads(input: LeadInput): Lead[] {
  const leads: Lead[] = [];
  let isOpen = false;
  for (let index = 0; index < input.until; index++) {
    const kind = input.lines[index]?.kind;
    const role = roleAt(input, index);
    if (role !== "preamble") {
      if (!isOpen || leads.at(-1)?.role !== role) leads.push({ line: index, role });
      isOpen = role === "frontMatter";
      continue;
    }
    if (isOpen && kind !== "blank") continue;
    const beginning = kind === "blank" ? "nothing" : beginningAt(input, index, leads.at(-1));
    if (beginning === "paragraph") leads.push({ line: index, role });
    isOpen = beginning !== "nothing";
  }
  return leads;
}

function roleAt({ lines, title, date }: LeadInput, index: number): Lead["role"] {
  if (lines[index]?.kind === "frontMatter") return "frontMatter";
  if (index === title) return "title";
  return index === date ? "date" : "preamble";
}

/** Whether a line after a blank one begins a paragraph of its own, a further part of the last one, or nothing that has words. */
function beginningAt({ lines, entries, numbered }: LeadInput, index: number, last: Lead | undefined): "paragraph" | "part" | "nothing" {
  const line = lines[index];
  if (!line || line.kind === "comment" || line.kind === "rule" || line.kind === "underline" || !hasWords(line.text)) return "nothing";
  if (/^\[[^\]]{1,200}\]:\s/.test(line.text.slice(0, 204))) return "nothing";
  if (last?.role !== "preamble") return "paragraph";
  if (entries.has(index)) return hasEntryBetween(entries, [last.line, index]) ? "part" : "paragraph";
  const isPart = /^[-*+•·][\s]/.test(line.text.slice(0, 2)) || numbered.has(index) || line.indent >= 2;
  return isPart ? "part" : "paragraph";
}

function hasEntryBetween(entries: ReadonlySet<number>, [from, to]: [number, number]): boolean {
  for (let index = from; index < to; index++) if (entries.has(index)) return true;
  return false;
}

/** What may stand in a notice in the place of a value that differs from person to person. */
export const PLACES = ["name", "link", "actId", "happenedAt", "receipt", "checkpoint", "answer"] as const;
export type PlaceValues = Partial<Record<(typeof PLACES)[number], string>>;

/**
 * The text with its places filled in. A place that is not of the list, or has no value, stays as it is, for all to see. In a quotation each line of the value
 * is quoted.
 */
export function fillText(text: string, values: PlaceValues): string {
  return text.replace(/(^> )?\{\{(\w+)\}\}/gm, (place, quote: string | undefined, word: string) => {
    const value = valueOf(values, word);
    return value === undefined ? place : `${quote ?? ""}${quote === undefined ? value : value.replaceAll("\n", "\n> ")}`;
  });
}

/** The HTML with its places filled in, each value as text that cannot be taken for markup. */
export function fillHtml(html: string, values: PlaceValues): string {
  return html.replace(/\{\{(\w+)\}\}/g, (place, word) => escaped(valueOf(values, word)) ?? place);
}

/** The subject with its places filled in, on one line: a line break in a name must not begin a header. */
export function fillSubject(subject: string, values: PlaceValues): string {
  return fillText(subject, values).replace(/\s+/g, " ").trim();
}

function valueOf(values: PlaceValues, word: string): string | undefined {
  const place = PLACES.find((each) => each === word);
  return place === undefined ? undefined : values[place];
}

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

function escaped(value: string | undefined): string | undefined {
  return value?.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);
}

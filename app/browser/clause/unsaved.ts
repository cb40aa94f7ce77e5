import type { Fields } from "./fields";

/** What was typed and not saved, with the state of the draft that it was typed on. */
type Kept = { counter: string; values: Record<string, string> };

function keyOf(form: HTMLFormElement): string {
  return `concordat ${form.dataset.at}`;
}

/** Keeps what stands in the fields for as long as the tab lives. A browser that keeps nothing loses only this. */
export function keepUnsaved(form: HTMLFormElement, fields: Fields): void {
  const kept: Kept = { counter: fields.counter(), values: fields.read() };
  quietly(() => sessionStorage.setItem(keyOf(form), JSON.stringify(kept)));
}

export function forgetUnsaved(form: HTMLFormElement): void {
  quietly(() => sessionStorage.removeItem(keyOf(form)));
}

/** Puts back what was not saved when the page was left; whether there was anything. */
export function bringBack(form: HTMLFormElement, fields: Fields): boolean {
  const kept = quietly(() => JSON.parse(sessionStorage.getItem(keyOf(form)) ?? "null") as Kept | null);
  if (!kept) return false;
  const shown = fields.read();
  const differing = Object.entries(kept.values).filter(([name, value]) => name in shown && shown[name] !== value);
  if (differing.length === 0) return false;
  fields.setCounter(kept.counter);
  for (const [name, value] of differing) fields.set(name, value);
  return true;
}

function quietly<T>(work: () => T): T | null {
  try {
    return work();
  } catch {
    return null;
  }
}

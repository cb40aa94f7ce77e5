import type { editorMessages } from "#app/messages/editor";

/** The words of the page for what happens in the browser alone. */
export type StateWords = (typeof editorMessages)["en"]["clause"]["state"];

/** The words that the server put on the form, in the language of the page. */
export function readWords(form: HTMLFormElement): StateWords {
  return JSON.parse(form.dataset.words ?? "{}");
}

/** A sentence with its values in the place of `{name}`. */
export function tell(sentence: string, values: Record<string, string>): string {
  return sentence.replace(/\{(\w+)\}/g, (all, name: string) => values[name] ?? all);
}

import type { Editor } from "./editor";

/** What a person can change on the page of a clause. */
export type Fields = {
  /** All values by name, as the form would send them; the boxes of one name as words. */
  read: () => Record<string, string>;
  set: (name: string, value: string) => void;
  /** As the body of a request, with the hidden fields. */
  body: (extra: Record<string, string>) => URLSearchParams;
  counter: () => string;
  setCounter: (counter: string) => void;
  isComposing: () => boolean;
  onChange: (listener: () => void) => void;
};

const HIDDEN = ["formToken", "counter", "intent"];

/** The fields of a form, some of which have an editor. */
export function openFields(form: HTMLFormElement, editors: readonly Editor[]): Fields {
  const listeners: (() => void)[] = [];
  const tell = () => listeners.forEach((listener) => listener());
  const counterField = form.querySelector<HTMLInputElement>("input[name=counter]");
  form.addEventListener("input", (event) => void (event.target instanceof HTMLInputElement && tell()));
  for (const editor of editors) editor.onChange(tell);
  return {
    read: () => readForm(form),
    set: (name, value) => setField(form, { editors, name, value }),
    body: (extra) => new URLSearchParams([...fieldsOf(form), ...Object.entries(extra)]),
    counter: () => counterField?.value ?? "",
    setCounter: (counter) => void (counterField && (counterField.value = counter)),
    isComposing: () => editors.some((editor) => editor.isComposing()),
    onChange: (listener) => void listeners.push(listener),
  };
}

function fieldsOf(form: HTMLFormElement): [string, string][] {
  return Array.from(new FormData(form)).flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : []));
}

function readForm(form: HTMLFormElement): Record<string, string> {
  const values: Record<string, string> = {};
  for (const [name, value] of fieldsOf(form)) {
    if (!HIDDEN.includes(name)) values[name] = [values[name] ?? "", value].filter(Boolean).join(" ");
  }
  return values;
}

function setField(form: HTMLFormElement, { editors, name, value }: { editors: readonly Editor[]; name: string; value: string }): void {
  const editor = editors.find(({ area }) => area.name === name);
  if (editor) return editor.setText(value);
  const chosen = value.split(" ");
  for (const input of form.querySelectorAll<HTMLInputElement>(`input[name="${CSS.escape(name)}"]`)) {
    if (input.type === "checkbox") input.checked = chosen.includes(input.value);
    else if (input.type !== "hidden") input.value = value;
  }
}

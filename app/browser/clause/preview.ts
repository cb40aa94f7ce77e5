import type { PreviewAnswer } from "#app/http/reading/clause-answers.server";
import type { Fields } from "./fields";
import { readWords, tell } from "./words";

const PAUSE = 400;

/** Shows what readers will see, as the portal itself renders it, whenever somebody stops typing. */
export function openPreview(form: HTMLFormElement, fields: Fields): { refresh: () => void } {
  const words = readWords(form);
  const places = Array.from(form.querySelectorAll<HTMLElement>("[data-preview]"));
  let timer: ReturnType<typeof setTimeout> | undefined;
  let latest = 0;
  form.querySelector("#preview-button")?.remove();

  async function show(): Promise<void> {
    const own = ++latest;
    const answer = await ask(form.dataset.previews ?? "", fields).catch(() => null);
    if (own !== latest || answer === null) return;
    if ("html" in answer) for (const place of places) place.innerHTML = answer.html[place.dataset.preview ?? ""] ?? "";
    else sayWhy(placeInFocus(places), tell(words.noPreview, { why: answer.said }));
  }

  return {
    refresh() {
      clearTimeout(timer);
      timer = setTimeout(() => void show(), PAUSE);
    },
  };
}

async function ask(address: string, fields: Fields): Promise<PreviewAnswer | null> {
  const response = await fetch(address, { method: "POST", body: fields.body({ intent: "preview" }), redirect: "manual" });
  if (!response.headers.get("Content-Type")?.includes("json")) return null;
  const answer: PreviewAnswer | { code: string } = await response.json();
  return "html" in answer || "said" in answer ? answer : null;
}

/** Where the language that is being typed is shown. */
function placeInFocus(places: readonly HTMLElement[]): HTMLElement | undefined {
  const language = document.activeElement?.getAttribute("lang");
  return places.find((place) => place.dataset.preview === language) ?? places[0];
}

function sayWhy(place: HTMLElement | undefined, sentence: string): void {
  place?.querySelector(".preview-fault")?.remove();
  const line = document.createElement("p");
  line.className = "preview-fault";
  line.textContent = sentence;
  place?.prepend(line);
}

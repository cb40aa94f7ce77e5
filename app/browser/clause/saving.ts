import type { SaveAnswer } from "#app/http/reading/clause-answers.server";
import type { Fields } from "./fields";
import { bringBack, forgetUnsaved, keepUnsaved } from "./unsaved";
import { readWords, tell, type StateWords } from "./words";

/** So long nobody types before the words are saved; so long until another try. In milliseconds. */
const PAUSE = 1_500;
const RETRY = 10_000;

type Occasion = "pause" | "button";
type Sent = { body: URLSearchParams; values: Record<string, string> };
/** What came of a request: an answer, or why there is none. */
type Received = SaveAnswer | { outcome: "offline" | "failed" | "signedOut" };

type Saving = {
  form: HTMLFormElement;
  fields: Fields;
  words: StateWords;
  savesByItself: boolean;
  /** What the draft holds of this clause, as far as is known here. */
  saved: string;
  timer: ReturnType<typeof setTimeout> | undefined;
  isBusy: boolean;
  /** Asked for while another save was under way. */
  next: Occasion | null;
  /** After a conflict only the button saves: the other's words are never overwritten unseen. */
  isHalted: boolean;
  /** Sent and never answered: perhaps saved, so it is sent once more before anything else. */
  unanswered: Sent | null;
};

/** Saves what is typed at each pause and on leaving, by the operation behind the button; nothing typed is lost meanwhile. */
export function openSaving(form: HTMLFormElement, fields: Fields): { noteChange: () => void } {
  const saving: Saving = {
    form, fields, words: readWords(form), savesByItself: form.dataset.saves === "by-itself", saved: JSON.stringify(fields.read()),
    timer: undefined, isBusy: false, next: null, isHalted: false, unanswered: null,
  };
  if (form.dataset.shows === "saved") forgetUnsaved(form);
  if (form.dataset.shows === "typed") saving.isHalted = form.querySelector("#conflicts")?.childElementCount !== 0;
  onButton(form, () => {
    saving.isHalted = false;
    void save(saving, "button");
  });
  addEventListener("online", () => schedule(saving, 0));
  addEventListener("pagehide", () => leave(saving));
  if (form.dataset.shows === "stored" && bringBack(form, fields)) {
    say(saving, saving.words.restored);
    schedule(saving);
  }
  return { noteChange: () => noteChange(saving) };
}

function isChanged({ fields, saved }: Saving): boolean {
  return JSON.stringify(fields.read()) !== saved;
}

function noteChange(saving: Saving): void {
  if (!isChanged(saving)) return;
  const { form, fields, words, isHalted, savesByItself } = saving;
  keepUnsaved(form, fields);
  if (!isHalted) say(saving, savesByItself ? words.unsaved : words.byButton);
  schedule(saving);
}

function schedule(saving: Saving, delay = PAUSE): void {
  clearTimeout(saving.timer);
  if (saving.savesByItself && !saving.isHalted) saving.timer = setTimeout(() => void save(saving, "pause"), delay);
}

async function save(saving: Saving, occasion: Occasion): Promise<void> {
  const { form, fields, words } = saving;
  clearTimeout(saving.timer);
  if (saving.isBusy) return void (saving.next = occasion);
  if (occasion === "pause" && !isChanged(saving)) return;
  if (fields.isComposing()) return schedule(saving);
  saving.isBusy = true;
  say(saving, words.saving);
  const former = saving.unanswered;
  const sent = former ?? { body: fields.body({ intent: "save", occasion }), values: fields.read() };
  const received = await send(form, sent.body);
  saving.isBusy = false;
  saving.unanswered = received.outcome === "offline" || received.outcome === "failed" ? sent : null;
  take(saving, received, sent);
  const again = saving.next ?? (former && received.outcome === "saved" ? occasion : null);
  saving.next = null;
  if (again && !saving.isHalted && !saving.unanswered) await save(saving, again);
}

function take(saving: Saving, received: Received, sent: Sent): void {
  const { form, fields, words } = saving;
  switch (received.outcome) {
    case "saved":
      return takeSaved(saving, received, sent);
    case "conflict":
      saving.isHalted = true;
      keepUnsaved(form, fields);
      fields.setCounter(String(received.counter));
      showConflicts(form, received.html);
      return say(saving, words.conflict);
    case "held":
      saving.isHalted = true;
      return say(saving, received.said);
    case "refused":
      return say(saving, tell(words.refused, { why: received.said }));
    case "signedOut":
      saving.isHalted = true;
      return say(saving, words.signedOut);
    case "offline":
    case "failed":
      say(saving, words[received.outcome]);
      return schedule(saving, RETRY);
  }
}

function takeSaved(saving: Saving, { counter, others }: Extract<SaveAnswer, { outcome: "saved" }>, sent: Sent): void {
  const { form, fields, words } = saving;
  if (!saving.savesByItself) return location.assign(`${form.dataset.at}?saved`);
  showConflicts(form, "");
  const isAdopted = adopt(fields, { others, sent });
  if (isAdopted) takeCounter(fields, counter);
  saving.saved = JSON.stringify({ ...sent.values, ...(isAdopted ? others : {}) });
  if (isChanged(saving)) return noteChange(saving);
  forgetUnsaved(form);
  say(saving, Object.keys(others).length > 0 ? words.others : tell(words.savedAt, { time: timeNow() }));
}

function say({ form }: Saving, sentence: string): void {
  const line = form.querySelector("#save-state");
  if (line && line.textContent !== sentence) line.textContent = sentence;
}

/** The page may be gone before an answer comes: what was typed is kept in the tab until the next page finds it saved. */
function leave(saving: Saving): void {
  const { form, fields, savesByItself, isHalted } = saving;
  if (!savesByItself || isHalted || !isChanged(saving)) return;
  const body = fields.body({ intent: "save", occasion: "pause" });
  void fetch(`${form.dataset.at}/save`, { method: "POST", body, keepalive: true, redirect: "manual" }).catch(() => null);
}

/** The button, the enter key in a line, and Ctrl+S or ⌘S save without leaving the page; other buttons lead where they lead. */
function onButton(form: HTMLFormElement, save: () => void): void {
  form.addEventListener("submit", (event) => {
    const { submitter } = event;
    if (!(submitter instanceof HTMLButtonElement) || submitter.value !== "save") return;
    event.preventDefault();
    save();
  });
  addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "s" || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    event.preventDefault();
    save();
  });
}

async function send(form: HTMLFormElement, body: URLSearchParams): Promise<Received> {
  const response = await fetch(`${form.dataset.at}/save`, { method: "POST", body, redirect: "manual" }).catch(() => null);
  if (response === null) return { outcome: "offline" };
  if (response.type === "opaqueredirect" || response.status === 403) return { outcome: "signedOut" };
  const answer: SaveAnswer | { outcome?: undefined } | null = await response.json().catch(() => null);
  return answer?.outcome === undefined ? { outcome: "failed" } : answer;
}

/** The other forms of the page were made on this state too, unless others saved in between. */
function takeCounter(fields: Fields, counter: number): void {
  const former = fields.counter();
  fields.setCounter(String(counter));
  if (counter > Number(former) + 1) return;
  for (const field of document.querySelectorAll<HTMLInputElement>(`input[name=counter][value="${CSS.escape(former)}"]`)) field.value = String(counter);
}

/** Takes over what others wrote where nobody touched the field since; else the next save must still be compared with theirs. */
function adopt(fields: Fields, { others, sent }: { others: Record<string, string>; sent: Sent }): boolean {
  const now = fields.read();
  if (Object.keys(others).some((name) => now[name] !== sent.values[name])) return false;
  for (const [name, value] of Object.entries(others)) fields.set(name, value);
  return true;
}

function showConflicts(form: HTMLFormElement, html: string): void {
  const place = form.querySelector("#conflicts");
  if (!place || (html === "" && place.innerHTML === "")) return;
  place.innerHTML = html;
  if (html !== "") place.scrollIntoView({ block: "start" });
}

function timeNow(): string {
  return new Intl.DateTimeFormat(document.documentElement.lang, { hour: "2-digit", minute: "2-digit", second: "2-digit" }).format(new Date());
}


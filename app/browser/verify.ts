import { BROWSER_CRYPTO } from "#app/browser/verify/ledger-crypto";
import { readChosen } from "#app/browser/verify/read-chosen";
import { UnreadableEvidence } from "#app/ledger/evidence-file";
import { isLanguage, type Language } from "#app/messages/catalogue";
import type { Block } from "#app/messages/verify-blocks";
import { checkForm, unreadable } from "#app/messages/verify-form";
import { unreadableSentence } from "#app/messages/verify-report";

/** The parts of the page that the script works on. */
type Page = { form: HTMLFormElement; files: HTMLInputElement; keys: HTMLTextAreaElement; result: HTMLElement; language: Language };

function findPage(): Page | null {
  const { lang } = document.documentElement;
  const form = document.querySelector("form#check");
  const files = document.querySelector("input#files");
  const keys = document.querySelector("textarea#keys");
  const result = document.querySelector("#result");
  if (!(form instanceof HTMLFormElement && files instanceof HTMLInputElement && keys instanceof HTMLTextAreaElement)) return null;
  return result instanceof HTMLElement ? { form, files, keys, result, language: isLanguage(lang) ? lang : "en" } : null;
}

/** Checks the chosen files here, in the place of sending them. */
function checkHere(page: Page): void {
  page.form.addEventListener("submit", (event) => {
    event.preventDefault();
    void check(page);
  });
  page.form.addEventListener("dragover", (event) => event.preventDefault());
  page.form.addEventListener("drop", (event) => {
    event.preventDefault();
    if (!event.dataTransfer || event.dataTransfer.files.length === 0) return;
    page.files.files = event.dataTransfer.files;
    void check(page);
  });
  for (const element of document.querySelectorAll<HTMLElement>("[data-script]")) element.hidden = element.dataset.script === "off";
}

/** Shows the answer to the files chosen last, and no former one meanwhile. */
async function check({ files, keys, result, language }: Page): Promise<void> {
  const found = document.createElement("div");
  found.id = "found";
  result.querySelector("#found")?.replaceWith(found);
  const blocks = await blocksFor([...(files.files ?? [])], { keys, language });
  if (!found.isConnected) return;
  found.replaceChildren(...blocks.map(elementOf));
  result.hidden = false;
  result.focus();
}

async function blocksFor(chosen: readonly File[], { keys, language }: Pick<Page, "keys" | "language">): Promise<Block[]> {
  try {
    const files = await readChosen(chosen);
    return checkForm(BROWSER_CRYPTO, { files, keys: keys.value, filledKeys: keys.dataset.filled ?? "" }, language).blocks;
  } catch (error) {
    if (!(error instanceof UnreadableEvidence)) throw error;
    return unreadable(unreadableSentence(error, language), language);
  }
}

function elementOf({ tag, className = "", children }: Block): HTMLElement {
  const element = document.createElement(tag);
  element.className = className;
  element.append(...children.map((child) => (typeof child === "string" ? child : elementOf(child))));
  return element;
}

const page = findPage();
if (page) checkHere(page);

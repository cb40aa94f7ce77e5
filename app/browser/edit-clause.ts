/**
 * For the pages of a clause and of a new one; everything works without it. It sets an editor in the place of each text
 * area, which goes on holding what the form sends; shows what readers will see while one types; and saves a clause that is
 * there already at each pause.
 */
import { mountEditor } from "./clause/editor";
import { openFields } from "./clause/fields";
import { openPreview } from "./clause/preview";
import { openSaving } from "./clause/saving";

const nonce = document.currentScript?.nonce ?? "";
const form = document.querySelector<HTMLFormElement>("#edit");

if (form) {
  const areas = Array.from(form.querySelectorAll<HTMLTextAreaElement>("textarea[data-editor]"));
  const editors = areas.map((area) => mountEditor(area, nonce));
  const fields = openFields(form, editors);
  if (form.dataset.previews) {
    const preview = openPreview(form, fields);
    fields.onChange(preview.refresh);
  }
  if (form.dataset.at) {
    const saving = openSaving(form, fields);
    fields.onChange(saving.noteChange);
  }
}

import { data, redirect } from "@remix-run/node";
import { readSource, type Source } from "#app/domain/publication/files/source";
import { reviewTranslation, type TranslationReview } from "#app/domain/publication/later/translation-check.server";
import { addTranslation, discardTranslation, proposeTranslation } from "#app/domain/publication/later/translations.server";
import { MAX_SOURCE_BYTES } from "#app/domain/text/source";
import { textOf } from "#app/http/account/account-fields.server";
import type { Exchange } from "#app/http/context";
import { refuse } from "#app/http/refuse.server";
import { readAddress, type TranslationAddress } from "#app/http/desk/translation-page.server";
import { orActRefill, readActForm, typedIn, type ActRefill, type SentAct } from "#app/http/desk/version-acts-refill.server";
import { afterPublicationMessages } from "#app/messages/after-publication";

/** What comes back of a text that was compared or does not fit: side by side, with every place named. */
export type TranslationChecked = ActRefill & Pick<TranslationReview, "clauses" | "misfits" | "findings">;

/** Answers the forms of a translation: compares it with the binding text, proposes it, or decides on one that waits. */
export async function answerTranslation(exchange: Exchange, address: TranslationAddress) {
  const sent = await readActForm(exchange, ["editor", "approver"], 2 * MAX_SOURCE_BYTES);
  const asked = readAddress(address);
  const { draftId } = address;
  return orActRefill(sent, () => (draftId === null ? propose(exchange, sent, asked) : decide(exchange, sent, { ...asked, draftId })));
}

type Asked = ReturnType<typeof readAddress>;

async function propose({ context: { portal } }: Exchange, { form, viewer, language }: SentAct, asked: Asked) {
  const source = await readGiven(form, `${asked.number}.${asked.language}.md`);
  if (source === null) return data<ActRefill>({ faults: { text: afterPublicationMessages[language].translation.empty }, typed: typedIn(form), isStale: false }, { status: 422 });
  const { clauses, misfits, findings } = await reviewTranslation(portal, { ...asked, source });
  const hasErrors = misfits.length > 0 || findings.some(({ severity }) => severity === "error");
  const typed = { ...typedIn(form), text: [source.body] };
  if (textOf(form, "intent") !== "save" || hasErrors) return data<TranslationChecked>({ faults: {}, typed, isStale: false, clauses, misfits, findings }, { status: hasErrors ? 422 : 200 });
  const title = textOf(form, "title").trim().slice(0, 500);
  const proposed = await proposeTranslation(portal, { ...asked, source, actor: viewer, ...(title === "" ? {} : { title }) });
  return redirect(`${pageOf(asked)}?${proposed.outcome === "waiting" ? `draft=${proposed.draftId}&proposed` : `saved=${proposed.revision}`}`, { status: 303 });
}

async function decide({ context: { portal } }: Exchange, { form, viewer }: SentAct, asked: Asked & { draftId: string }) {
  const input = { ...asked, actor: viewer };
  switch (textOf(form, "intent")) {
    case "add":
      return redirect(`${pageOf(asked)}?saved=${await addTranslation(portal, input)}`, { status: 303 });
    case "discard":
      await discardTranslation(portal, input);
      return redirect(pageOf(asked), { status: 303 });
    default:
      throw refuse("input-invalid");
  }
}

function pageOf({ slug, number, language }: Asked): string {
  return `/editor/agreements/${slug}/versions/${number}/texts/${language}`;
}

/** The file, where one was chosen, else what was written; null where there is neither. */
async function readGiven(form: FormData, name: string): Promise<Source | null> {
  const file = form.get("file");
  if (file instanceof File && file.size > 0) return readSource(new Uint8Array(await file.arrayBuffer()), file.name.slice(0, 200));
  const written = textOf(form, "text").replace(/\r\n?/g, "\n");
  return written.trim() === "" ? null : readSource(Buffer.from(written), name);
}

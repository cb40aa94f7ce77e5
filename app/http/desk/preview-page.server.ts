import { readDeskDraft, type DeskDraft } from "#app/domain/publication/desk.server";
import { readHistory } from "#app/domain/publication/catalog.server";
import { previewPublication, previewVersion, stateOn } from "#app/domain/publication/drafting/preview.server";
import { findNumber, readTimeline } from "#app/domain/publication/reading.server";
import { workingFor } from "#app/domain/publication/schedule";
import { DomainError } from "#app/domain/refusal";
import { draftLine } from "#app/http/desk/editor-view.server";
import { viewState } from "#app/http/desk/preview-view.server";
import { headOf, type StaffHead } from "#app/http/desk/version-acts-view.server";
import type { Language } from "#app/messages/catalogue";
import type { Portal } from "#app/portal.server";

type Asked = { on: string | null; language: Language };

/** The page about whom a draft would concern. Throws draft-unknown, also for a draft of another agreement. */
export async function viewDraftPreview(portal: Portal, { slug, id, on, language }: Asked & { slug: string; id: string }) {
  const draft = await readDeskDraft(portal, id);
  if (draft === null || draft.slug !== slug) throw new DomainError("draft-unknown", { id: id.slice(0, 80) });
  const { agreement: own, version } = draft.content;
  const history = await readHistory(portal, slug);
  return {
    head: draftHead(draft, language),
    draftId: id,
    number: version.version,
    counts: version.changeClass === null ? null : await previewPublication(portal, id),
    working: workingFor({ history, own, reasons: version.reasons, now: portal.now() }),
    state: await viewState(portal, { draftId: id, asked: on, zone: own.zone, language }),
  };
}

/** The page about whom a published version concerns. Throws agreement-unknown, version-unknown. */
export async function viewVersionPreview(portal: Portal, { slug, number, on, language }: Asked & { slug: string; number: string }) {
  const found = await readTimeline(portal, slug);
  const { version, effectiveAt, status, announcedAt } = findNumber(found.timeline, { slug, number });
  const head = headOf(found, language);
  const { pending } = await stateOn(portal, { slug, at: status === "announced" ? portal.now() : announcedAt });
  return {
    head,
    number: version.number,
    effectiveAt,
    isAnnounced: status === "announced",
    counts: await previewVersion(portal, { slug, number: version.number }),
    working: pending.find((each) => each.version.number === version.number)?.working ?? null,
    state: await viewState(portal, { slug, asked: on, zone: head.zone, language }),
  };
}

/** An agreement of which nothing is published yet has the head of its draft. */
function draftHead(draft: DeskDraft, language: Language): StaffHead {
  const { kind, zone, slug } = draft.content.agreement;
  return { slug, kind, zone, title: draftLine(draft, language).title };
}

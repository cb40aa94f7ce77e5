import { readOwnObjections } from "#app/domain/acceptance/objections.server";
import { mayReceive, readInbox } from "#app/domain/notice/inbox/inbox.server";
import { readHistories } from "#app/domain/publication/catalog.server";
import { viewInboxLines, type InboxLineView } from "#app/http/notices/inbox-view.server";
import { viewObjection, type ObjectionView } from "#app/http/acceptance/objection-view.server";
import type { Viewer } from "#app/http/viewer.server";
import type { Language } from "#app/messages/catalogue";
import type { Portal } from "#app/portal.server";

/** So many notices stand on the page of one's agreements; the inbox has all. */
const LATEST = 5;

export type MyNotices = { notices: InboxLineView[]; objections: ObjectionView[] };

/** The latest notices to the party and its objections, as far as the viewer may see them: of an organisation, who may receive and accept for it. */
export async function viewMyNotices(portal: Portal, viewer: Viewer, language: Language): Promise<MyNotices> {
  const { partyId, actingFor } = viewer;
  const maySeeObjections = actingFor.whom === "self" || (actingFor.whom === "organisation" && actingFor.scopes.includes("accept"));
  const lines = (await mayReceive(portal, viewer)) ? (await readInbox(portal, { ...viewer, after: null })).lines.slice(0, LATEST) : [];
  const objections = maySeeObjections ? await readOwnObjections(portal, partyId) : [];
  return { notices: viewInboxLines(lines, await readHistories(portal)), objections: objections.map((objection) => viewObjection(objection, language)) };
}

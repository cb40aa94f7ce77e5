import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { InboxPage } from "#app/components/inbox/list";
import { mayReceive, readInbox } from "#app/domain/notice/inbox/inbox.server";
import { readHistories } from "#app/domain/publication/catalog.server";
import { viewInboxLines } from "#app/http/notices/inbox-view.server";
import { readLanguage } from "#app/http/language.server";
import { requireActor } from "#app/http/viewer.server";
import { commonMessages } from "#app/messages/common";
import { inboxMessages } from "#app/messages/inbox";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor({ request, context });
  const language = readLanguage({ request, context }, viewer);
  const organisation = viewer.actingFor.whom === "organisation" ? viewer.actingFor.name : null;
  if (!(await mayReceive(context.portal, viewer))) return { language, organisation, inbox: null };
  const after = new URL(request.url).searchParams.get("after");
  const { lines, next, isFirst } = await readInbox(context.portal, { partyId: viewer.partyId, address: viewer.address, after });
  return { language, organisation, inbox: { lines: viewInboxLines(lines, await readHistories(context.portal)), next, isFirst } };
}

export function headers() {
  return { "Cache-Control": "no-store" };
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => {
  if (!page) return [];
  const words = inboxMessages[page.language];
  return [{ title: commonMessages[page.language].titled(page.organisation === null ? words.title : words.titleOf(page.organisation)) }];
};

export default function Inbox() {
  return <InboxPage {...useLoaderData<typeof loader>()} />;
}

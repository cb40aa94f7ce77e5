import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ReceiptPage } from "#app/components/receipt";
import { findReadableAct } from "#app/domain/evidence/receipt/readable-act.server";
import { readReceipt } from "#app/domain/evidence/receipt/receipt.server";
import { readOnward } from "#app/http/acceptance/accept-view.server";
import { readLanguage } from "#app/http/language.server";
import { readBefore } from "#app/http/evidence/receipt-address";
import { receiptTitle } from "#app/http/evidence/receipt-statement";
import { viewReceipt } from "#app/http/evidence/receipt-view";
import { refuse } from "#app/http/refuse.server";
import { requireViewer } from "#app/http/viewer.server";
import { commonMessages } from "#app/messages/common";

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await requireViewer({ request, context });
  const language = readLanguage({ request, context }, viewer);
  const readable = await findReadableAct(context.portal, viewer, params.id ?? "");
  const receipt = readable && (await readReceipt(context.portal, readable));
  if (!receipt) throw refuse("receipt-unknown");
  const view = viewReceipt(receipt, language);
  return { view, language, address: viewer.address, before: readBefore(request), to: readOnward(request) };
}

export function headers() {
  return { "Cache-Control": "no-store" };
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) =>
  page ? [{ title: commonMessages[page.language].titled(receiptTitle(page.view, page.language)) }] : [];

export default function Receipt() {
  return <ReceiptPage {...useLoaderData<typeof loader>()} />;
}

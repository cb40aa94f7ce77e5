import { redirect, type ActionFunctionArgs, type HeadersArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { DeskPage } from "#app/components/erasure/desk-page";
import { parseAddress } from "#app/domain/access/address";
import { findPartyByAddress, listRequests, listSweeps } from "#app/domain/evidence/erasure/desk.server";
import { textOf } from "#app/http/account/account-fields.server";
import { viewRequests, viewSweeps } from "#app/http/erasure/erasure-view";
import { formPageHeaders } from "#app/http/form-page";
import { readForm } from "#app/http/form.server";
import { readLanguage } from "#app/http/language.server";
import { refill } from "#app/http/desk/refill.server";
import { requireRole } from "#app/http/viewer.server";
import { commonMessages } from "#app/messages/common";
import { erasureMessages } from "#app/messages/erasure";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireRole({ request, context }, "operator", "auditor");
  const language = readLanguage({ request, context }, viewer);
  const before = new URL(request.url).searchParams.get("before");
  const { requests, next } = await listRequests(context.portal, before);
  const sweeps = viewSweeps(await listSweeps(context.portal), language);
  return { language, view: { formToken: viewer.formToken, requests: viewRequests(requests, language), next, isFirst: before === null, sweeps } };
}

/** A search is sent, not asked by its address: addresses of people belong in no log. */
export async function action({ request, context }: ActionFunctionArgs) {
  const viewer = await requireRole({ request, context }, "operator", "auditor");
  const form = await readForm({ request, context }, viewer);
  const words = erasureMessages[readLanguage({ request, context }, viewer)];
  const address = parseAddress(textOf(form, "address"));
  if (address === null) return refill(form, { address: words.faults.address });
  const partyId = await findPartyByAddress(context.portal, address);
  return partyId === null ? refill(form, { address: words.staff.notFound(address) }) : redirect(`/operator/erasures/${partyId}`, { status: 303 });
}

export function headers(args: HeadersArgs) {
  return formPageHeaders(args);
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) =>
  page ? [{ title: commonMessages[page.language].titled(erasureMessages[page.language].staff.title) }] : [];

export default function Erasures() {
  return <DeskPage view={useLoaderData<typeof loader>().view} refill={useActionData<typeof action>()} />;
}

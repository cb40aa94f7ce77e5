import { redirect } from "@remix-run/node";
import { ROLES } from "#app/domain/access/role";
import { isFreshSignIn } from "#app/domain/access/sign-in-again.server";
import { openCase } from "#app/domain/compliance/case/case.server";
import { findCase } from "#app/domain/compliance/case/find.server";
import { unmaskCase } from "#app/domain/compliance/case/unmask.server";
import { DomainError } from "#app/domain/refusal";
import { textOf } from "#app/http/account/account-fields.server";
import { meaningOf, readCaseQuery } from "#app/http/compliance/case-query.server";
import { viewCase } from "#app/http/compliance/case-view.server";
import type { Exchange } from "#app/http/context";
import { readForm } from "#app/http/form.server";
import { readLanguage } from "#app/http/language.server";
import { orProblemPage } from "#app/http/problem";
import { refill } from "#app/http/desk/refill.server";
import { requireRole, type Viewer } from "#app/http/viewer.server";
import { caseMessages } from "#app/messages/case-file";

/** Records of a case on one page. */
const PAGE = 30;

/** Who works here; to others the pages of cases are unknown. Whether they may see a case the operations decide, so that a refusal is on record. */
export function requireStaff(exchange: Exchange): Promise<Viewer> {
  return requireRole(exchange, ...ROLES);
}

/** The case of a party as its page shows it. */
export async function readCasePage(exchange: Exchange, partyId: string) {
  const viewer = await requireStaff(exchange);
  const { portal } = exchange.context;
  const language = readLanguage(exchange, viewer);
  const query = readCaseQuery(new URL(exchange.request.url).searchParams);
  const { isWrongDay, ...asked } = meaningOf(query);
  const found = await orProblemPage(openCase(portal, { partyId, actor: viewer, asked: { ...asked, limit: PAGE } }));
  return { language, formToken: viewer.formToken, isFresh: await isFreshSignIn(portal, viewer.signInId), isWrongDay, view: viewCase(found, query, language) };
}

/** Answers the form that has what is personal shown. Who must sign in again is led to do so, and back. */
export async function answerUnmask(exchange: Exchange, partyId: string) {
  const viewer = await requireStaff(exchange);
  const form = await readForm(exchange, viewer);
  const page = `/compliance/parties/${partyId}`;
  try {
    await unmaskCase(exchange.context.portal, { partyId, reason: textOf(form, "reason").slice(0, 2000), actor: viewer });
  } catch (error) {
    if (error instanceof DomainError && error.code === "sign-in-stale") return redirect(`/sign-in/again?to=${encodeURIComponent(page)}`, { status: 303 });
    if (error instanceof DomainError && error.code === "reason-missing") return refill(form, { reason: caseMessages[readLanguage(exchange, viewer)].unmask.fault });
    return orProblemPage(Promise.reject(error));
  }
  return redirect(page, { status: 303 });
}

/** Leads from what was typed to the case that it means. */
export async function answerFind(exchange: Exchange) {
  const viewer = await requireStaff(exchange);
  const form = await readForm(exchange, viewer);
  const words = caseMessages[readLanguage(exchange, viewer)];
  const sought = textOf(form, "sought").slice(0, 320);
  if (sought.trim() === "") return refill(form, { sought: words.findFault });
  const partyId = await orProblemPage(findCase(exchange.context.portal, { words: sought, actor: viewer }));
  return partyId === null ? refill(form, { sought: words.notFound }) : redirect(`/compliance/parties/${partyId}`, { status: 303 });
}

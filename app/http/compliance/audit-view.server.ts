import { redirect } from "@remix-run/node";
import { AUDIT_READERS, readAudit, type AuditAsked, type AuditRecord } from "#app/domain/compliance/audit/reading.server";
import type { Instant } from "#app/domain/instant";
import { beginningOfDay } from "#app/domain/publication/earliest";
import { textOf } from "#app/http/account/account-fields.server";
import { AUDIT_FIELDS, type AuditField, type AuditTyped } from "#app/http/compliance/audit-fields";
import type { Exchange } from "#app/http/context";
import { readForm } from "#app/http/form.server";
import { readLanguage } from "#app/http/language.server";
import { orProblemPage } from "#app/http/problem";
import { refill } from "#app/http/desk/refill.server";
import { requireRole } from "#app/http/viewer.server";
import { auditMessages } from "#app/messages/audit";
import { complianceMessages } from "#app/messages/compliance";
import type { Language } from "#app/messages/catalogue";
import { z } from "zod";

export type AuditLineView = { record: string; at: Instant; kind: string; actor: string; about: { text: string; href: string | null }[]; outcome: string; isRefused: boolean; entry: string | null };
export type AuditView = { typed: AuditTyped; roles: readonly string[]; wrongDays: AuditField[]; lines: AuditLineView[]; next: string | null };

const PAGE = 50;

/** A page of what staff did and saw. */
export async function readAuditPage(exchange: Exchange) {
  const viewer = await requireRole(exchange, ...AUDIT_READERS);
  const language = readLanguage(exchange, viewer);
  const query = new URL(exchange.request.url).searchParams;
  const typed = typedIn((name) => query.get(name) ?? "");
  const [recordedAt = "", record = ""] = (query.get("before") ?? "").split("~");
  const wrongDays = (["from", "until"] as const).filter((name) => typed[name] !== "" && beginningOfDay(typed[name], "UTC") === null);
  const before = record === "" ? null : { recordedAt, record };
  const page = await orProblemPage(readAudit(exchange.context.portal, { actor: viewer, asked: askedBy(typed), before, limit: PAGE }));
  const next = page.next && auditAddress(typed, { before: `${page.next.recordedAt}~${page.next.record}` });
  const view: AuditView = { typed, roles: viewer.roles, wrongDays, lines: page.records.map((each) => viewLine(each, language)), next };
  return { language, formToken: viewer.formToken, view };
}

/** Leads from what was typed to the page that shows it: an e-mail address becomes the id of its party, so that no address stands in one of the site. */
export async function answerAudit(exchange: Exchange) {
  const viewer = await requireRole(exchange, ...AUDIT_READERS);
  const form = await readForm(exchange, viewer);
  const typed = typedIn((name) => textOf(form, name));
  if (!typed.person.includes("@")) return redirect(auditAddress(typed, {}), { status: 303 });
  const partyId = await exchange.context.portal.keys.findByAddress(typed.person);
  if (partyId === null) return refill(form, { person: auditMessages[readLanguage(exchange, viewer)].nobody });
  return redirect(auditAddress({ ...typed, person: partyId }, {}), { status: 303 });
}

function typedIn(read: (name: AuditField) => string): AuditTyped {
  const [person = "", kind = "", subject = "", from = "", until = ""] = AUDIT_FIELDS.map((name) => read(name).trim().slice(0, 200));
  return { person, kind, subject, from, until };
}

/** A day counts from its beginning, and the last one to its end, in UTC. */
function askedBy({ person, kind, subject, from, until }: AuditTyped): AuditAsked {
  return { person, kind, subject, from: beginningOfDay(from, "UTC"), until: beginningOfDay(until, "UTC", 1) };
}

function auditAddress(typed: AuditTyped, more: Record<string, string>): string {
  const given = AUDIT_FIELDS.flatMap((name) => (typed[name] === "" ? [] : [[name, typed[name]] as const]));
  const query = new URLSearchParams({ ...Object.fromEntries(given), ...more }).toString();
  return `/compliance/audit${query === "" ? "" : `?${query}`}`;
}

function viewLine({ record, kind, actorId, partyId, subject, refusal, happenedAt, entry }: AuditRecord, language: Language): AuditLineView {
  const words = auditMessages[language];
  const kinds: Readonly<Record<string, string>> = words.kinds;
  const refusals: Readonly<Record<string, string>> = words.refusals;
  const operations: Readonly<Record<string, string>> = words.operations;
  const [, refused] = /^refused\.(.*)$/.exec(kind) ?? [];
  return {
    record,
    at: happenedAt,
    kind: refused === undefined ? (kinds[kind] ?? kind) : words.refusedKind(operations[refused] ?? refused),
    actor: actorId === "installation" ? words.installation : actorId,
    about: [...(partyId === null ? [] : [{ text: partyId, href: `/compliance/parties/${partyId}` }]), ...(subject === "" ? [] : [kind === "list.viewed" ? listOf(subject, language) : { text: subject, href: null }])],
    outcome: refusal === null ? words.done : words.refused(refusals[refusal] ?? refusal),
    isRefused: refusal !== null,
    entry: entry && words.entry(entry.index, entry.ledgerNumber),
  };
}

const question = z.record(z.string(), z.string());

/** A list that was looked at, in words, with the way to it. */
function listOf(subject: string, language: Language): AuditLineView["about"][number] {
  const asked = question.parse(JSON.parse(subject));
  const { state, ...narrowed } = asked;
  const states: Readonly<Record<string, string>> = complianceMessages[language].states;
  return { text: [states[state ?? ""] ?? state, ...Object.values(narrowed)].join(", "), href: `/compliance/list?${new URLSearchParams(asked).toString()}` };
}

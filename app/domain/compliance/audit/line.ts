import { canonicalJson } from "#app/ledger/canonical";

/** Version of the form of a line, raised when a member changes its meaning. */
export const LINE_VERSION = 1;

/** What a line tells; persons stand in it by their ids alone. */
export type AuditLine = {
  record: string;
  kind: string;
  actorId: string;
  signInId: string | null;
  partyId: string | null;
  subject: string;
  refusal: string | null;
  happenedAt: string;
  recordedAt: string;
  entry: { ledgerNumber: number; index: number } | null;
};

/** A record as one line of JSON, without its end. */
export function auditLine({ record, kind, actorId, signInId, partyId, subject, refusal, happenedAt, recordedAt, entry }: AuditLine): string {
  const outcome = refusal === null ? "done" : "refused";
  return canonicalJson({
    v: LINE_VERSION, id: record, kind, time: happenedAt, recorded: recordedAt, actor: actorId, signIn: signInId, party: partyId, subject,
    outcome, refusal, ledger: entry?.ledgerNumber ?? null, index: entry?.index ?? null,
  });
}

/** Facility "log audit" (13) of RFC 5424, with severity "informational", or "warning" for what was refused. */
const PRIORITY = { done: 110, refused: 108 };

/** A record as a message of syslog (RFC 5424): its kind is the message's type, its line the text. */
export function syslogMessage(line: AuditLine, host: string): string {
  const priority = PRIORITY[line.refusal === null ? "done" : "refused"];
  return `<${priority}>1 ${line.happenedAt} ${host} concordat - ${line.kind.slice(0, 32)} - ${auditLine(line)}`;
}

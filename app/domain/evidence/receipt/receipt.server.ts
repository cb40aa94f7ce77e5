import { z } from "zod";
import type { Met } from "#app/domain/acceptance/deeming-finding";
import { OBJECTION_FIELD } from "#app/domain/acceptance/objection";
import { parseSet } from "#app/domain/acceptance/offered-set";
import { readDelegation } from "#app/domain/access/delegation.server";
import { isRemoved } from "#app/domain/evidence/personal-value";
import { openValue } from "#app/domain/evidence/personal-value.server";
import { readPlace } from "#app/domain/evidence/receipt/proof.server";
import type { DeemedBasis, ImportedSource, Receipt, ReceiptLine } from "#app/domain/evidence/receipt/receipt";
import { readHistories } from "#app/domain/publication/catalog.server";
import type { AgreementHistory, Version, VersionText } from "#app/domain/publication/history";
import { versionsAt } from "#app/domain/publication/status";
import type { Portal } from "#app/portal.server";
import { findAct, findPresentationById, findScreen, findSignIn, selectActs, selectLinesOfActs, type ActLineWithAct } from "#db/evidence";
import { selectImportedAct } from "#db/imports";
import { selectDeemedAct, selectObjection } from "#db/objections";
import type { ActRow } from "#db/schema/acceptance";

type Asked = { partyId: string; actId: string };

/** The receipt of a party's act; null when there is no such act, or it is another's. */
export async function readReceipt({ db, keys, ledger }: Pick<Portal, "db" | "keys" | "ledger">, asked: Asked): Promise<Receipt | null> {
  const act = await findAct(db, asked);
  if (!act) return null;
  const [first, ...rest] = await readLines(db, [act.id]);
  if (!first) throw new Error(`act ${act.id} has no line`);
  const presentation = act.presentationId === null ? null : await findPresentationById(db, act.presentationId);
  const signIn = act.signInId === null ? null : await findSignIn(db, act.signInId);
  const delegation = act.delegationId === null ? null : await readDelegation({ db, keys }, act.delegationId);
  const shown = presentation && { ...presentation, set: parseSet(presentation.setJson) };
  const imported = act.method === "imported" ? await readSource(db, act.id) : null;
  const deemed = act.method === "deemed" ? await readDeemed(db, act.id) : null;
  const objection = act.kind === "objection" ? await readObjected({ db, keys }, act.id) : null;
  const place = await readPlace({ db, ledger }, act.id);
  return { act, lines: [first, ...rest], presentation: shown, signIn, delegation, ledger: place, imported, deemed, objection };
}

async function readDeemed(db: Portal["db"], actId: string): Promise<DeemedBasis | null> {
  const row = await selectDeemedAct(db, actId);
  if (!row) return null;
  const { deemed, use } = row;
  const reasons: Met[] = JSON.parse(deemed.reasonsJson);
  return { grade: deemed.grade, useId: use.id, source: use.source, usedAt: use.happenedAt, reasons };
}

async function readObjected({ db, keys }: Pick<Portal, "db" | "keys">, actId: string): Promise<Receipt["objection"]> {
  const row = await selectObjection(db, actId);
  if (!row) return null;
  const { partyId, untilAt, reasonSealed: sealed } = row;
  return { isLate: row.isLate === 1, untilAt, reason: await openValue({ keys }, { partyId, field: OBJECTION_FIELD, sealed }), isRemoved: isRemoved(sealed) };
}

const unknownsColumn = z.array(z.string());

async function readSource(db: Portal["db"], actId: string): Promise<ImportedSource | null> {
  const row = await selectImportedAct(db, actId);
  return row && { source: row.source, sourceMethod: row.sourceMethod, recordedAt: row.recordedAt, unknowns: unknownsColumn.parse(JSON.parse(row.unknownsJson)) };
}

/** The screen on which a party's act was made, exactly as shown; null when the act is not the party's or had none. */
export async function readScreen({ db }: Pick<Portal, "db">, asked: Asked): Promise<{ sha256: string; html: string } | null> {
  const act = await findAct(db, asked);
  const presentation = act?.presentationId ? await findPresentationById(db, act.presentationId) : null;
  const html = presentation && (await findScreen(db, presentation.screenSha256));
  return presentation && html !== null ? { sha256: presentation.screenSha256, html } : null;
}

/** An act of a party's history with its lines, in order of precedence. */
export type PastAct = { act: ActRow; lines: ReceiptLine[] };

/** Acts on one page of a party's history. */
const PAGE = 20;

/**
 * A page of what a party did, or one account for it, newest first: the first page, or the one after the act named. `next` names the act after
 * which the following page begins; null on the last.
 */
export async function readPastActs(
  { db }: Pick<Portal, "db">,
  { partyId, madeBy = null, after }: { partyId: string; madeBy?: string | null; after: string | null },
): Promise<{ acts: PastAct[]; next: string | null }> {
  const before = after === null ? null : await findAct(db, { partyId, actId: after });
  const found = await selectActs(db, { partyId, madeBy, before, limit: PAGE + 1 });
  const acts = found.slice(0, PAGE);
  const lines = await readLines(db, acts.map(({ id }) => id));
  const withLines = acts.map((act) => ({ act, lines: lines.filter(({ actId }) => actId === act.id) }));
  return { acts: withLines, next: found.length > PAGE ? (acts.at(-1)?.id ?? null) : null };
}

async function readLines(db: Portal["db"], actIds: readonly string[]): Promise<ReceiptLine[]> {
  if (actIds.length === 0) return [];
  const histories = await readHistories({ db });
  const rows = await selectLinesOfActs(db, actIds);
  return rows.map((row) => receiptLine(row, histories));
}

const conspicuousColumn = z.array(z.strictObject({ id: z.string(), number: z.string().nullable(), sha256: z.string() }));

/** Throws when the version is unknown, which the database's references exclude. */
function receiptLine(row: ActLineWithAct, histories: readonly AgreementHistory[]): ReceiptLine {
  const history = histories.find(({ id }) => id === row.agreementId);
  const version = history?.versions.find(({ id }) => id === row.versionId);
  if (!history || !version) throw new Error(`act ${row.actId} names version ${row.versionId}, which is not published`);
  const { actId, kind, agreementId, precedence, purpose, replacesActId } = row;
  return {
    actId,
    kind,
    agreementId,
    slug: history.slug,
    version,
    shown: textOf(version, row.shownSha256, row.language),
    binding: textOf(version, row.bindingSha256, version.manifest.agreement.bindingLanguage),
    precedence,
    effectiveAt: versionsAt(history, row.happenedAt).find((dated) => dated.version === version)?.effectiveAt ?? null,
    conspicuous: conspicuousColumn.parse(JSON.parse(row.conspicuousJson)),
    purpose,
    replacesActId,
  };
}

/** The text by its hash, in the revision that was shown. Throws when there is none, which the database's references exclude. */
function textOf({ id, texts, formerTexts }: Version, sha256: string, language: string): VersionText {
  const known = [...texts, ...formerTexts].filter((each) => each.sha256 === sha256);
  const text = known.find((each) => each.language === language) ?? known[0];
  if (!text) throw new Error(`version ${id} has no text ${sha256}`);
  return text;
}

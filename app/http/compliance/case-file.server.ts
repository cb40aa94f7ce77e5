import { requireCase, type CasePortal } from "#app/domain/compliance/case/case.server";
import { readNoticeText } from "#app/domain/compliance/case/notices.server";
import { readEvidenceOf } from "#app/domain/evidence/receipt/evidence-of.server";
import { readProof } from "#app/domain/evidence/receipt/proof.server";
import { readReceipt, readScreen } from "#app/domain/evidence/receipt/receipt.server";
import { recordOf } from "#app/domain/evidence/receipt/record";
import { DomainError } from "#app/domain/refusal";
import { requireStaff } from "#app/http/compliance/case-pages.server";
import type { Exchange } from "#app/http/context";
import { readLanguage } from "#app/http/language.server";
import { problemResponse } from "#app/http/problem";
import { writeEvidenceFile } from "#app/ledger/evidence-file";

type Asked = { partyId: string; recordId: string; accountId: string; isUnmasked: boolean };
type Made = { type: string; body: string };
type Make = (portal: CasePortal, asked: Asked) => Promise<Made | null>;

const JSON_TYPE = "application/json; charset=utf-8";

/** Files of a case by their names. Those that may name a person are there only while the case is unmasked, but for the stored text of a notice. */
const FILES: Record<string, Make> = {
  async "screen.html"(portal, { partyId, recordId }) {
    const screen = await readScreen(portal, { partyId, actId: recordId });
    return screen && { type: "text/html; charset=utf-8", body: screen.html };
  },
  async "entry.json"(portal, asked) {
    return { type: JSON_TYPE, body: (await readOwnProof(portal, asked)).entryJson };
  },
  async "proof.tlog-proof"(portal, asked) {
    return { type: "text/plain; charset=utf-8", body: (await readOwnProof(portal, asked)).proof };
  },
  async "record.json"(portal, { partyId, recordId, isUnmasked }) {
    const receipt = isUnmasked ? await readReceipt(portal, { partyId, actId: recordId }) : null;
    return receipt && { type: JSON_TYPE, body: `${JSON.stringify(recordOf(receipt, portal.settings.publicUrl), null, 2)}\n` };
  },
  async "evidence.json"(portal, { partyId, recordId, accountId, isUnmasked }) {
    if (!isUnmasked || !(await readReceipt(portal, { partyId, actId: recordId }))) return null;
    const held = await readEvidenceOf(portal, { actId: recordId, accountId });
    if (!held) throw new DomainError("receipt-unproved");
    return { type: JSON_TYPE, body: writeEvidenceFile(held) };
  },
  async "text.txt"(portal, { partyId, recordId, isUnmasked }) {
    return { type: "text/plain; charset=utf-8", body: await readNoticeText(portal, { partyId, deliveryId: recordId, isUnmasked }) };
  },
};

async function readOwnProof(portal: CasePortal, { partyId, recordId }: Asked) {
  const receipt = await readReceipt(portal, { partyId, actId: recordId });
  if (!receipt) throw new DomainError("receipt-unknown");
  const proof = await readProof(portal, recordId);
  if (!proof) throw new DomainError("receipt-unproved");
  return proof;
}

/** Answers with a file of a case: to be saved, never run on this site, and never kept in between. */
export async function answerCaseFile(exchange: Exchange, asked: { partyId: string; recordId: string; file: string }): Promise<Response> {
  const viewer = await requireStaff(exchange);
  const { portal } = exchange.context;
  const { partyId, recordId, file } = asked;
  try {
    const { isUnmasked } = await requireCase(portal, { partyId, actor: viewer });
    const make = Object.hasOwn(FILES, file) ? FILES[file] : undefined;
    const made = await make?.(portal, { partyId, recordId, accountId: viewer.accountId, isUnmasked });
    if (!made) throw new DomainError("receipt-unknown");
    return new Response(made.body, {
      headers: {
        "Content-Type": made.type, "Content-Disposition": `attachment; filename="${recordId}.${file}"`, "Cache-Control": "no-store", "Content-Security-Policy": "sandbox; default-src 'none'",
      },
    });
  } catch (error) {
    return problemResponse(error, readLanguage(exchange, viewer));
  }
}

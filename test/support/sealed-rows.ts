import { portalFiles, type Portal } from "#app/portal.server";
import { PERSONAL_FIELDS } from "#app/domain/evidence/personal-value";
import type { KeyStore } from "#db/keys";
import { insertRow, type Step } from "#db/commit";
import { evidenceRows } from "#test/support/evidence-rows";
import { openPlain } from "#test/support/plain-sqlite";

/** Every column of the database that holds personal data as ciphertext, as "table.column"; what is kept beside its row by its field. */
export async function sealedColumns({ settings }: Pick<Portal, "settings">): Promise<string[]> {
  const plain = await openPlain(portalFiles(settings.dataDir).database);
  const rows = await plain.all<{ column: string }>(
    `select m.name || '.' || p.name as "column" from sqlite_master as m join pragma_table_info(m.name) as p where m.type = 'table' and p.name like '%Sealed' order by 1`,
  );
  return rows.flatMap(({ column }) => (column === "personalValues.valueSealed" ? Object.keys(PERSONAL_FIELDS) : [column]));
}

/** What a test finds again in a copy: the party's mark, then the column. */
export function sentinelOf(mark: string, column: string): string {
  return `${mark}:${column}`;
}

const TABLES = [
  "screens", "signIns", "presentations", "acts", "delegations", "importedActs", "leavings", "auditRecords", "readerComments", "commentAnswers", "questions", "explanations", "holds", "erasureRequests", "erasureDecisions",
  "objections", "objectionAnswers", "notices", "deliveries", "deliveryEvents",
] as const;

type SealedTable = (typeof TABLES)[number] | "openings" | "actCircumstances" | "invitations" | "links";
type Row = { table: SealedTable; row: Record<string, unknown> };

type Whose = { which: number; mark: string; partyId: string; accountId: string; agreementId: string; versionId: string; publicationId: string };

/** Steps that write one row of each table with sealed columns about a party, in each of them its own sentinel. */
export async function sealedRows(keys: KeyStore, whose: Whose): Promise<Step[]> {
  const usual = evidenceRows(whose.which);
  const rows = { ...usual, leavings: { ...usual.leavings, acts: 1 } };
  const evidence = await Promise.all(TABLES.map((table) => withSentinels(keys, { table, row: { ...rows[table], ...nulled(rows[table]) } }, whose)));
  const at = "2026-03-01T00:00:00.000Z";
  const changing: Row[] = [
    { table: "openings", row: { recordId: `acc_${whose.which}`, partyId: whose.partyId, tag: "client", openingSealed: "", valueSealed: "" } },
    { table: "actCircumstances", row: { actId: `acc_${whose.which}`, partyId: whose.partyId, addressSealed: "", agentSealed: "", addressSource: "direct" } },
    {
      table: "invitations",
      row: {
        id: `inv_${whose.which}`, tokenSha256: String(whose.which).repeat(64), partyId: whose.partyId, number: 1, byId: whose.accountId, signInId: "sig_1", addressSealed: "", scopesJson: "[]",
        beginsAt: null, endsAt: null, createdAt: at, expiresAt: at, answeredAt: null, outcome: null,
      },
    },
    { table: "links", row: { tokenSha256: String(whose.which).repeat(64), purpose: "change", accountId: whose.accountId, detailSealed: "", createdAt: at, expiresAt: at, usedAt: null } },
  ];
  const beside = await Promise.all(Object.entries(valueRows(whose)).map(([field, recordId]) => besideRow(keys, { field, recordId }, whose)));
  return [...evidence, ...beside, ...(await Promise.all(changing.map((each) => withSentinels(keys, each, whose))))];
}

/** The rows of evidence that have personal values beside them. */
function valueRows({ which }: Whose): Record<keyof typeof PERSONAL_FIELDS, string> {
  return {
    "importedActs.row": `acc_${which}`, "delegations.detail": `dlg_${which}`, "deliveryEvents.address": `dle_${which}`, "deliveryEvents.detail": `dle_${which}`,
    "questions.question": `qst_${which}`, "explanations.answer": `exp_${which}`, "objections.reason": `acc_${which}`, "objectionAnswers.reason": `oba_${which}`, "readerComments.body": `rcm_${which}`, "commentAnswers.answer": `can_${which}`,
  };
}

async function besideRow(keys: KeyStore, { field, recordId }: { field: string; recordId: string }, { partyId, mark }: Whose): Promise<Step> {
  const [table = ""] = field.split(".");
  return insertRow("personalValues", { recordId, field, partyId, valueSealed: await keys.seal(partyId, field, plainOf(table, field, mark)) });
}

/** Sealed columns that the usual row leaves empty get their sentinel too. */
function nulled(row: object): Record<string, string> {
  return Object.fromEntries(Object.keys(row).filter((column) => column.endsWith("Sealed")).map((column) => [column, ""]));
}

async function withSentinels(keys: KeyStore, { table, row }: Row, whose: Whose): Promise<Step> {
  const { which, partyId, accountId, agreementId, versionId, publicationId } = whose;
  const names = new Map([[`pty_${which}`, partyId], [`left_${which}`, partyId], [`usr_${which}`, accountId], [`agr_${which}`, agreementId], [`ver_${which}`, versionId], [`pub_${which}`, publicationId]]);
  const entries = await Promise.all(Object.entries(row).map(async ([column, value]) => {
    if (column.endsWith("Sealed")) return [column, await keys.seal(partyId, `${table}.${column.replace("Sealed", "")}`, plainOf(table, column, whose.mark))] as const;
    return [column, typeof value === "string" ? (names.get(value) ?? value) : value] as const;
  }));
  return { op: "insert", table, row: Object.fromEntries(entries) };
}

/** Columns that hold JSON get their sentinel within it. */
function plainOf(table: string, column: string, mark: string): string {
  const sentinel = sentinelOf(mark, column.startsWith(`${table}.`) ? column : `${table}.${column}`);
  if (table === "importedActs" || column === "valueSealed") return JSON.stringify(sentinel);
  if (table !== "delegations") return sentinel;
  const person = { name: null, address: sentinel };
  return JSON.stringify({ organisation: "Example Ltd.", owner: person, person });
}

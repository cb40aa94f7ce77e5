import type { Kysely } from "kysely";
import { compileOnce } from "#db/compile-once";
import type { Database } from "#db/schema";
import type { AgreementRow, ClauseRow, PublicationRow, VersionRow, VersionTextRow } from "#db/schema/texts";
import type { ClauseMarkRow, DraftRow, EndingRow } from "#db/schema/drafting";

/** Every published agreement, by slug. */
export function selectAgreements(db: Kysely<Database>): Promise<AgreementRow[]> {
  return db.selectFrom("agreements").selectAll().orderBy("slug").execute();
}

/** Every version, in number order within its agreement. */
export function selectVersions(db: Kysely<Database>): Promise<VersionRow[]> {
  return db.selectFrom("versions").selectAll().orderBy("agreementId").orderBy("number").execute();
}

/** The texts of every version, the binding one first and the newest revision of a translation before older ones. */
export function selectVersionTexts(db: Kysely<Database>): Promise<VersionTextRow[]> {
  return db
    .selectFrom("versionTexts")
    .selectAll()
    .orderBy("versionId")
    .orderBy("isBinding", "desc")
    .orderBy("language")
    .orderBy("revision", "desc")
    .execute();
}

/** The clauses of every version's binding text, in order. */
export function selectClauses(db: Kysely<Database>): Promise<ClauseRow[]> {
  return db.selectFrom("clauses").selectAll().orderBy("versionId").orderBy("position").execute();
}

/** Every publication, the earlier first; of one millisecond in no order (followsId has it). */
export function selectPublications(db: Kysely<Database>): Promise<PublicationRow[]> {
  return db.selectFrom("publications").selectAll().orderBy("happenedAt").execute();
}

/** Every announced end, the earlier first. */
export function selectEndings(db: Kysely<Database>): Promise<EndingRow[]> {
  return db.selectFrom("endings").selectAll().orderBy("happenedAt").orderBy("id").execute();
}

/** Every void mark and undertaking, the earlier first. */
export function selectClauseMarks(db: Kysely<Database>): Promise<ClauseMarkRow[]> {
  return db.selectFrom("clauseMarks").selectAll().orderBy("happenedAt").orderBy("id").execute();
}

const selectCounts = compileOnce([], (db: Kysely<Database>) =>
  db.selectNoFrom(({ selectFrom }) => [
    selectFrom("publications").select(({ fn }) => fn.countAll().as("n")).as("publications"),
    selectFrom("versionTexts").select(({ fn }) => fn.countAll().as("n")).as("texts"),
    selectFrom("endings").select(({ fn }) => fn.countAll().as("n")).as("endings"),
    selectFrom("clauseMarks").select(({ fn }) => fn.countAll().as("n")).as("marks"),
  ]));

/** How many publications, texts, ends and marks there are. All only grow, so equal counts mean that nothing was published between. */
export async function countPublished(db: Kysely<Database>): Promise<string> {
  const [counts] = await selectCounts(db, {});
  return JSON.stringify(counts);
}

/** The manifests of all versions: body by digest. */
export async function selectManifests(db: Kysely<Database>): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom("documents")
    .where("sha256", "in", (all) => all.selectFrom("versions").select("manifestSha256"))
    .select(["sha256", "body"])
    .execute();
  return new Map(rows.map(({ sha256, body }) => [sha256, body]));
}

const selectBody = compileOnce(["sha256"], (db: Kysely<Database>, given) => db.selectFrom("documents").where("sha256", "=", given("sha256")).select("body"));

/** The body stored under a digest, unchecked; null when there is none. */
export async function selectDocumentBody(db: Kysely<Database>, sha256: string): Promise<string | null> {
  const [row] = await selectBody(db, { sha256 });
  return row?.body ?? null;
}

/** The draft with this id; null when there is none. */
export async function selectDraft(db: Kysely<Database>, id: string): Promise<DraftRow | null> {
  return (await db.selectFrom("drafts").where("id", "=", id).selectAll().executeTakeFirst()) ?? null;
}

/** Every draft, by agreement and age. */
export function selectDrafts(db: Kysely<Database>): Promise<DraftRow[]> {
  return db.selectFrom("drafts").selectAll().orderBy("slug").orderBy("createdAt").orderBy("id").execute();
}

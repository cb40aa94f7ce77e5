import { sha256Of } from "#app/domain/digest";
import { assembleHistories } from "#app/domain/publication/drafting/assemble";
import type { AgreementHistory } from "#app/domain/publication/history";
import { DomainError } from "#app/domain/refusal";
import type { Portal } from "#app/portal.server";
import * as catalog from "#db/catalog";

type Reading = Pick<Portal, "db">;

/**
 * Histories last read, per database, with the counts that they belong to. Another process (the command line) can publish
 * while this one serves, so each read asks for the counts; the rows only grow, so equal counts mean equal histories.
 */
const lastRead = new WeakMap<Portal["db"], { counted: string; histories: AgreementHistory[] }>();

/** All agreements with their whole histories, by the precedence of their newest versions, then by slug; `inPrecedence` has it for an instant. */
export async function readHistories({ db }: Reading): Promise<AgreementHistory[]> {
  const counted = await catalog.countPublished(db);
  const last = lastRead.get(db);
  if (last?.counted === counted) return [...last.histories];
  const histories = await assemble(db);
  lastRead.set(db, { counted, histories });
  return [...histories];
}

/** One agreement with its whole history; null when there is none of that slug. */
export async function readHistory({ db }: Reading, slug: string): Promise<AgreementHistory | null> {
  const histories = await readHistories({ db });
  return histories.find((history) => history.slug === slug) ?? null;
}

/** The text stored under a digest. Its bytes are digested again at each read: throws text-unknown, text-corrupt. */
export async function readText({ db }: Reading, sha256: string): Promise<string> {
  const body = await catalog.selectDocumentBody(db, sha256);
  if (body === null) throw new DomainError("text-unknown", { sha256 });
  return checkDigest(sha256, body);
}

/**
 * Publications are read before the rest: a version's rows are written in one commit and never change, so whatever a
 * publication names is there afterwards, and no transaction is needed.
 */
async function assemble(db: Portal["db"]): Promise<AgreementHistory[]> {
  const publications = await catalog.selectPublications(db);
  const versions = await catalog.selectVersions(db);
  const manifests = await catalog.selectManifests(db);
  for (const [sha256, body] of manifests) checkDigest(sha256, body);
  return assembleHistories({
    publications,
    versions,
    manifests,
    agreements: await catalog.selectAgreements(db),
    texts: await catalog.selectVersionTexts(db),
    clauses: await catalog.selectClauses(db),
    endings: await catalog.selectEndings(db),
    marks: await catalog.selectClauseMarks(db),
  });
}

function checkDigest(sha256: string, body: string): string {
  const actual = sha256Of(body);
  if (actual !== sha256) throw new DomainError("text-corrupt", { sha256, actual });
  return body;
}

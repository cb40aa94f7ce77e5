import { z } from "zod";
import type { AgreementHistory, ClauseMark, Ending, Publication, Version, VersionClause, VersionText } from "#app/domain/publication/history";
import { CLAUSE_FLAGS, storedManifest } from "#app/domain/publication/manifest";
import type { AgreementRow, ClauseRow, PublicationRow, VersionRow, VersionTextRow } from "#db/schema/texts";
import type { ClauseMarkRow, EndingRow } from "#db/schema/drafting";

export type PublishedRows = {
  agreements: AgreementRow[];
  versions: VersionRow[];
  texts: VersionTextRow[];
  clauses: ClauseRow[];
  publications: PublicationRow[];
  endings: EndingRow[];
  marks: ClauseMarkRow[];
  /** Body of each manifest by digest. */
  manifests: Map<string, string>;
};

const list = z.array(z.string());
const words = z.record(z.string(), z.string());
const flagList = z.array(z.enum(CLAUSE_FLAGS));

/** The histories that the rows tell of, in precedence order; versions without a publication among the rows are left out. */
export function assembleHistories(rows: PublishedRows): AgreementHistory[] {
  const published = new Set(rows.publications.map(({ versionId }) => versionId));
  const versions = groupBy(rows.versions.filter(({ id }) => published.has(id)), ({ agreementId }) => agreementId);
  const publications = groupBy(rows.publications, ({ agreementId }) => agreementId);
  const endings = groupBy(rows.endings, ({ agreementId }) => agreementId);
  const marks = groupBy(rows.marks, ({ agreementId }) => agreementId);
  const texts = groupBy(rows.texts, ({ versionId }) => versionId);
  const clauses = groupBy(rows.clauses, ({ versionId }) => versionId);
  return rows.agreements
    .map(({ id, slug, kind }) => ({
      id,
      slug,
      kind,
      versions: (versions.get(id) ?? []).map((row) =>
        assembleVersion(row, {
          manifest: rows.manifests.get(row.manifestSha256),
          texts: texts.get(row.id) ?? [],
          clauses: clauses.get(row.id) ?? [],
        }),
      ),
      publications: inOrder(publications.get(id) ?? []).map(publicationOf),
      endings: (endings.get(id) ?? []).map(endingOf),
      marks: (marks.get(id) ?? []).map(markOf),
    }))
    .filter((history) => history.versions.length > 0)
    .sort((a, b) => latestPrecedence(a) - latestPrecedence(b));
}

function groupBy<T>(rows: T[], keyOf: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group) group.push(row);
    else groups.set(keyOf(row), [row]);
  }
  return groups;
}

function latestPrecedence(history: AgreementHistory): number {
  return history.versions.at(-1)?.manifest.agreement.precedence ?? 0;
}

/** A version of its rows, the binding text first; throws without the body of its manifest. */
export function assembleVersion(
  row: VersionRow,
  parts: { manifest: string | undefined; texts: VersionTextRow[]; clauses: ClauseRow[] },
): Version {
  if (parts.manifest === undefined) throw new Error(`version ${row.id} has no manifest ${row.manifestSha256}`);
  const newest = newestPerLanguage(parts.texts);
  return {
    id: row.id,
    number: row.number,
    buildsOnId: row.buildsOnId,
    changeClass: row.changeClass,
    manifest: storedManifest.parse(JSON.parse(parts.manifest)),
    manifestSha256: row.manifestSha256,
    authorId: row.authorId,
    approverId: row.approverId,
    texts: newest.map(textOf),
    formerTexts: parts.texts.filter((text) => !newest.includes(text)).map(textOf),
    clauses: parts.clauses.map(clauseOf),
  };
}

function newestPerLanguage(rows: VersionTextRow[]): VersionTextRow[] {
  return rows.filter(({ language, revision }) =>
    rows.every((other) => other.language !== language || other.revision <= revision),
  );
}

function textOf({ language, revision, isBinding, title, sha256 }: VersionTextRow): VersionText {
  return { language, revision, isBinding: isBinding === 1, title, sha256 };
}

function clauseOf({ clauseId, level, number, heading, sha256, flagsJson }: ClauseRow): VersionClause {
  return { id: clauseId, level, number, heading, sha256, flags: flagList.parse(JSON.parse(flagsJson)) };
}

function publicationOf(row: PublicationRow): Publication {
  const { id, versionId, act, effectiveAt, earliestAt, noticeDays, zone, reason, happenedAt, recordedAt } = row;
  const notice = row.noticeJson === null ? {} : words.parse(JSON.parse(row.noticeJson));
  return { id, versionId, act, effectiveAt, earliestAt, noticeDays, zone, reason, happenedAt, recordedAt, notice };
}

function endingOf(row: EndingRow): Ending {
  const { id, versionId, dataUntil, effectiveAt, earliestAt, noticeDays, zone, happenedAt, recordedAt } = row;
  return {
    id, versionId, dataUntil, effectiveAt, earliestAt, noticeDays, zone, happenedAt, recordedAt,
    parties: partiesOf(row),
    ground: words.parse(JSON.parse(row.groundJson)),
    refund: words.parse(JSON.parse(row.refundJson)),
    surviving: list.parse(JSON.parse(row.survivingJson)),
  };
}

function markOf(row: ClauseMarkRow): ClauseMark {
  const { id, versionId, clauseId, kind, sinceAt, happenedAt, recordedAt } = row;
  return { id, versionId, clauseId, kind, sinceAt, happenedAt, recordedAt, parties: partiesOf(row), ground: words.parse(JSON.parse(row.groundJson)) };
}

function partiesOf({ partiesJson }: Pick<EndingRow, "partiesJson">): string[] | null {
  return partiesJson === null ? null : list.parse(JSON.parse(partiesJson));
}

/** By instant; within one millisecond a publication comes after the one that it follows. */
function inOrder(rows: PublicationRow[]): PublicationRow[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  return rows.toSorted(
    (a, b) => compareText(a.happenedAt, b.happenedAt) || depthOf(a, byId) - depthOf(b, byId) || compareText(a.id, b.id),
  );
}

function depthOf(row: PublicationRow, byId: Map<string, PublicationRow>): number {
  const followed = byId.get(row.followsId);
  return followed ? depthOf(followed, byId) + 1 : 0;
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

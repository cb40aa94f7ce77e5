import type { ClauseAlone } from "#app/domain/publication/clause.server";

type Props = { clause: Pick<ClauseAlone, "number" | "heading" | "html">; language: string };

/** A clause in full, set apart. Its HTML is escaped where it is made (app/domain/text). */
export function QuotedClause({ clause: { number, heading, html }, language }: Props) {
  const title = [number, heading].filter(Boolean).join(" ");
  return (
    <blockquote className="quoted-clause" lang={language}>
      {title !== "" && <p className="quoted-number">{title}</p>}
      <div dangerouslySetInnerHTML={{ __html: html }} />
    </blockquote>
  );
}

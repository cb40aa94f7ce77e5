import type { OwnStanding } from "#app/http/reading/catalogue-view.server";

/** How the signed-in person stands with an agreement, and the one thing to do about it. */
export function Own({ own, className }: { own: OwnStanding; className: string }) {
  return (
    <div className={className}>
      <p>
        {own.state && <strong>{own.state}</strong>}
        {own.sentence}
      </p>
      {own.changes && <p><a href={own.changes.href}>{own.changes.name}</a></p>}
      {own.action && <p><a className={own.action.isAsked ? "button" : undefined} href={own.action.href}>{own.action.name}</a></p>}
    </div>
  );
}

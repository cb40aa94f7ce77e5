import type { ReactNode } from "react";
import { useLanguage } from "#app/components/language";
import { Words } from "#app/components/localised";
import type { StaffHead } from "#app/http/desk/version-acts-view.server";
import { afterPublicationMessages } from "#app/messages/after-publication";

/** Where a staff page about an agreement stands, and what it is called. */
export function StaffTop({ head, title, children }: { head: StaffHead; title: string; children?: ReactNode }) {
  const words = afterPublicationMessages[useLanguage()];
  return (
    <>
      <p className="eyebrow">
        <a href="/editor">{words.desk}</a> · <a href={`/editor/agreements/${head.slug}`}><Words of={head.title} /></a>
      </p>
      <h1>{title}</h1>
      {children}
    </>
  );
}

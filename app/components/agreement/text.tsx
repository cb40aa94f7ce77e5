/** A rendered text, placed as it is: text is escaped where it is made (app/domain/text), nothing else enters it. */
export function AgreementText({ html, language, numbers }: { html: string; language: string; numbers: "short" | "wide" }) {
  return <div className={`agreement-text numbers-${numbers}`} lang={language} dangerouslySetInnerHTML={{ __html: html }} />;
}

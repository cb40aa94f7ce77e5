import { renderToStaticMarkup } from "react-dom/server";
import type { ComparedFiles } from "#app/cli/compare-text";
import { ComparedProvider } from "#app/components/comparison/compared";
import { Counts, RedlineText } from "#app/components/comparison/redline";
import { LanguageProvider } from "#app/components/language";
import { describeCounts } from "#app/messages/compare";
import base from "#app/styles/base.css?inline";
import compare from "#app/styles/compare.css?inline";
import tokens from "#app/styles/tokens.css?inline";

/** Nothing but the styles of the document itself may load or run. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'";

/** A comparison of two files as one HTML document that needs nothing else. */
export function comparisonDocument(files: ComparedFiles): string {
  return `<!doctype html>\n${renderToStaticMarkup(<ComparisonDocument {...files} />)}\n`;
}

function ComparisonDocument({ old, fresh, redline, sample }: ComparedFiles) {
  const language = languageOf(sample);
  const title = `${old} → ${fresh}`;
  return (
    <html lang="en">
      <head>
        <meta charSet="utf-8" />
        <meta httpEquiv="Content-Security-Policy" content={POLICY} />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{title}</title>
        <style dangerouslySetInnerHTML={{ __html: [tokens, base, compare].join("\n") }} />
      </head>
      <body>
        <main className="comparison">
          <h1>{title}</h1>
          <div className="comparison-told">
            <p className="lead comparison-sentence">{describeCounts(redline.counts, "en")}</p>
            <LanguageProvider language="en"><Counts redline={redline} /></LanguageProvider>
          </div>
          <div className="redline">
            <LanguageProvider language="en">
              <ComparedProvider compared={{ layout: "inline", languages: { old: language, new: language }, versions: null }}>
                <RedlineText redline={redline} />
              </ComparedProvider>
            </LanguageProvider>
          </div>
        </main>
      </body>
    </html>
  );
}

/** The language for which a text is set: Chinese or Japanese by their characters; empty, which says unknown, for others. */
function languageOf(sample: string): string {
  if (/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(sample)) return "ja";
  return /\p{Script=Han}/u.test(sample) ? "zh" : "";
}

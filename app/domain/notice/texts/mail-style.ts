import type { Language } from "#app/messages/catalogue";

/** An element with its attributes. The inside is HTML already; attributes are the program's own words or escaped. */
export function markup(name: string, attributes: Readonly<Record<string, string>>, inside: string): string {
  const set = Object.entries(attributes).map(([key, value]) => ` ${key}="${value}"`).join("");
  return `<${name}${set}>${inside}</${name}>`;
}

const INK = "#1b1f24";
const QUIET = "#515a65";
const LINE = "#d5d9de";
const LINK = "#1a4480";
const SEAL = "#a4262c";

const SANS = {
  en: "system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif",
  "zh-CN": "system-ui,-apple-system,'PingFang SC','Microsoft YaHei','Noto Sans CJK SC','Noto Sans SC',sans-serif",
} satisfies Record<Language, string>;

const SERIF = "Charter,'Source Serif 4',Georgia,'Songti SC','Noto Serif CJK SC','Noto Serif SC',SimSun,serif";

function letter(language: Language): string {
  return `max-width:640px;margin:0 auto;text-align:left;font-family:${SANS[language]};font-size:16px;line-height:${language === "en" ? "1.6" : "1.8"};color:${INK};overflow-wrap:anywhere`;
}

const BLOCK = `padding:12px 0 12px 14px;border-left:3px solid`;

/** What each element looks like by itself: mail programs that know no style sheet show it so. */
export const STYLE = {
  body: "margin:0;padding:0;background:#ffffff",
  frame: "padding:32px 20px",
  letter: { en: letter("en"), "zh-CN": letter("zh-CN") },
  sender: `margin:0 0 20px;font-size:14px;color:${QUIET}`,
  title: `margin:0 0 20px;font-size:24px;line-height:1.35;font-weight:700;color:${INK}`,
  lead: `margin:0 0 16px;font-size:17px;color:${INK}`,
  heading: `margin:36px 0 12px;padding-top:16px;border-top:1px solid ${LINE};font-size:19px;line-height:1.4;font-weight:700;color:${INK}`,
  paragraph: `margin:0 0 14px;color:${INK}`,
  quote: `margin:0 0 14px;padding:2px 0 2px 14px;border-left:3px solid ${LINE};font-family:${SERIF};color:${INK}`,
  said: `margin:0 0 14px;padding:2px 0 2px 14px;border-left:3px solid ${LINE};font-family:${SERIF};color:${INK};white-space:pre-line`,
  verbatim: `margin:0 0 14px;padding:12px;background:#f4f5f7;font-family:ui-monospace,Menlo,Consolas,monospace;font-size:13px;line-height:1.5;white-space:pre-wrap;word-break:break-all;color:${INK}`,
  rows: "margin:0 0 16px;width:100%;border-collapse:collapse",
  label: `padding:8px 16px 8px 0;border-bottom:1px solid ${LINE};width:9em;font-weight:400;font-size:15px;color:${QUIET}`,
  value: `padding:8px 0;border-bottom:1px solid ${LINE};font-size:15px;color:${INK}`,
  list: `margin:0 0 14px;padding:0 0 0 1.4em;color:${INK}`,
  item: "margin:0 0 8px",
  linkLine: "margin:0 0 12px",
  link: `color:${LINK};text-decoration:underline`,
  address: `font-size:13px;color:${QUIET};word-break:break-all`,
  clause: { plain: `margin:0 0 16px;${BLOCK} ${LINE}`, conspicuous: `margin:0 0 16px;${BLOCK} ${SEAL}` },
  clauseName: `margin:0 0 6px;font-size:16px;line-height:1.5;font-weight:700;color:${INK}`,
  fate: `font-size:13px;font-weight:400;color:${QUIET}`,
  note: `margin:0 0 6px;font-size:14px;color:${QUIET}`,
  words: `margin:0 0 6px;font-family:${SERIF};color:${INK}`,
  insert: "color:#0b5a2e;text-decoration:underline;background:#e6f4ea",
  remove: "color:#8a1c1c;text-decoration:line-through;background:#fbeaea",
  feet: `margin-top:36px;padding-top:16px;border-top:1px solid ${LINE}`,
  foot: `margin:0 0 8px;font-size:13px;color:${QUIET}`,
} as const;

/** What only a style sheet can say: words for those who hear (seen by all where it is ignored), the dark, and narrow screens on which a label stands above its value. */
export const STYLE_SHEET = `
.heard { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
@media (prefers-color-scheme: dark) {
.sheet { background: #14171b !important; }
.letter, .ink, .words, .quote { color: #e8eaed !important; }
.quiet { color: #aab2bd !important; }
.quote, .cell, .rule, h2, .clause-plain { border-color: #3a414b !important; }
.clause-conspicuous { border-color: #e5767b !important; }
pre.quote { background: #1e2329 !important; }
.link { color: #9cc2ff !important; }
.insert { color: #8fdcab !important; background: #14301f !important; }
.remove { color: #f3a6a6 !important; background: #3a1a1c !important; }
}
@media (max-width: 480px) {
.frame { padding: 20px 16px !important; }
.rows .cell { display: block !important; width: auto !important; }
.rows th { padding: 10px 0 0 !important; border-bottom: 0 !important; }
.rows td { padding: 0 0 10px !important; }
}
`;

import type { Block, Letter, Link, MarkedClause, Row, Words } from "#app/domain/notice/texts/letter";
import { markup, STYLE, STYLE_SHEET } from "#app/domain/notice/texts/mail-style";
import { escapeHtml } from "#app/domain/text/render";
import type { Mark } from "#app/domain/text/words";
import type { Language } from "#app/messages/catalogue";
import { compareMessages } from "#app/messages/compare";

/** The letter as the HTML of a mail: one file that fetches nothing and runs nothing. */
export function mailHtml(letter: Letter): string {
  const { language, subject, sender, title, lead, blocks, foot } = letter;
  const leads = lead.map((text) => markup("p", { class: "ink", style: STYLE.lead }, own(text)));
  const feet = foot.map((text) => markup("p", { class: "quiet", style: STYLE.foot }, linked(own(text))));
  const body = [
    markup("p", { class: "quiet", style: STYLE.sender }, own(sender)),
    markup("h1", { class: "ink", style: STYLE.title }, own(title)),
    ...leads,
    ...blocks.map((block) => blockHtml(block, language)),
    markup("div", { class: "rule", style: STYLE.feet }, feet.join("\n")),
  ];
  return page({ language, subject: own(subject), body: body.join("\n") });
}

function page({ language, subject, body }: { language: Language; subject: string; body: string }): string {
  return `<!DOCTYPE html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${subject}</title>
<style>${STYLE_SHEET}</style>
</head>
<body class="sheet" style="${STYLE.body}">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr><td align="center" class="frame" style="${STYLE.frame}">
<!--[if mso]><table role="presentation" width="640" cellpadding="0" cellspacing="0" border="0"><tr><td><![endif]-->
<div class="letter" style="${STYLE.letter[language]}">
${body}
</div>
<!--[if mso]></td></tr></table><![endif]-->
</td></tr></table>
</body>
</html>
`;
}

function blockHtml(block: Block, language: Language): string {
  switch (block.kind) {
    case "heading":
      return markup("h2", { class: "ink", style: STYLE.heading }, own(block.text));
    case "paragraph":
      return markup("p", { class: "ink", style: STYLE.paragraph }, own(block.text));
    case "quote":
      return markup("div", { class: "quote", style: STYLE.quote, lang: block.language }, inLines(own(block.text)));
    case "said":
      return markup("div", { class: "quote", style: STYLE.said }, filled(block.text));
    case "rows":
      return markup("table", { class: "rows", style: STYLE.rows, cellpadding: "0", cellspacing: "0", border: "0" }, block.rows.map(rowHtml).join("\n"));
    case "list":
      return markup("ul", { class: "ink", style: STYLE.list }, block.items.map((item) => markup("li", { style: STYLE.item }, own(item))).join("\n"));
    case "links":
      return block.links.map(linkHtml).join("\n");
    case "clause":
      return clauseHtml(block.clause, language);
    case "verbatim":
      return markup("pre", { class: "quote", style: STYLE.verbatim }, filled(block.text));
  }
}

function rowHtml({ label, value }: Row): string {
  const name = markup("th", { class: "cell quiet", style: STYLE.label, align: "left", valign: "top", scope: "row" }, own(label));
  return markup("tr", {}, name + markup("td", { class: "cell ink", style: STYLE.value, valign: "top" }, filled(value)));
}

/** The address is written out below its words: a mail is printed too, and read where links are shut off. */
function linkHtml({ label, url }: Link): string {
  const words = markup("a", { class: "link", style: STYLE.link, href: filled(url) }, own(label));
  return markup("p", { style: STYLE.linkLine }, `${words}<br>${markup("span", { class: "quiet", style: STYLE.address }, filled(url))}`);
}

function clauseHtml({ name, fates, isConspicuous, note, heading, words, language: textLanguage }: MarkedClause, language: Language): string {
  const parts = [
    markup("h3", { class: "ink", style: STYLE.clauseName }, `${own(name)} ${markup("span", { class: "quiet", style: STYLE.fate }, own(fates.join(language === "en" ? "; " : "；")))}`),
    ...(note === "" ? [] : [markup("p", { class: "quiet", style: STYLE.note }, own(note))]),
    ...[heading, words].filter((marks) => marks.length > 0).map((marks) => markup("div", { class: "words", style: STYLE.words, lang: textLanguage }, markedHtml(marks, language))),
  ];
  const kind = isConspicuous ? "conspicuous" : "plain";
  return markup("div", { class: `clause clause-${kind}`, style: STYLE.clause[kind] }, parts.join("\n"));
}

function markedHtml(marks: readonly Mark[], language: Language): string {
  const { heard } = compareMessages[language];
  const told = (text: string) => markup("span", { class: "heard" }, escapeHtml(text));
  return marks.map(({ op, text }) => {
    const words = inLines(own(text));
    if (op === "keep") return words;
    return markup(op === "insert" ? "ins" : "del", { class: op, style: STYLE[op] }, `${told(heard[op][0])}${words}${told(heard[op][1])}`);
  }).join("");
}

function filled(words: Words): string {
  return typeof words === "string" ? own(words) : `{{${words.fill}}}`;
}

/** Everything that others wrote: escaped, and its braces kept from being filled in. */
function own(text: string): string {
  return escapeHtml(text.replace(/\r\n?/g, "\n").replace(/[^\P{Cc}\n\t]/gu, "")).replaceAll("{", "&#123;");
}

function inLines(html: string): string {
  return html.replace(/\n+/g, "<br>");
}

/** Addresses in a running text can be followed. */
function linked(html: string): string {
  return html.replace(/https?:\/\/[^\s<>"'（）]+[^\s<>"'（）.,;:。，；：]/g, (url) => markup("a", { class: "link", style: STYLE.link, href: url }, url));
}

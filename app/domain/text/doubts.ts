import type { Line } from "#app/domain/text/lines";
import type { Doubt } from "#app/domain/text/outline";

/** A text that says of itself that weighty clauses stand out by their print. */
const PROMISE = [
  /(以|用|采用|通过)[^。；\n]{0,12}?(粗体|加粗|黑体|下划线|下劃線|粗體)[^。；\n]{0,10}?(标识|标示|标注|提示|提醒|显示|列明|標示|标明|方式|形式)/,
  /\b(in|by|with|marked|printed|shown|highlighted|identified|indicated)\b[^.;\n]{0,30}\b(bold|bolded|boldface|underlin\w+)\b/i,
];
/** Emphasis of any kind within a line of text. */
const EMPHASIS = /(\*\*|__)(?=\S)[^*_]|<(b|strong|u)\b/i;

/** What the text as a whole leaves open: emphasis that it promises and nowhere has, a block of code that never ends. */
export function textDoubts(lines: readonly Line[]): Doubt[] {
  return [...emphasisDoubts(lines), ...codeDoubts(lines)];
}

function emphasisDoubts(lines: readonly Line[]): Doubt[] {
  const texts = lines.map(({ kind, text }) => (kind === "text" || kind === "quote" ? text : ""));
  const promised = texts.findIndex((text) => PROMISE.some((pattern) => pattern.test(text.slice(0, 20_000))));
  if (promised === -1 || texts.some((text) => EMPHASIS.test(text))) return [];
  return [{ line: promised + 1, code: "emphasis-absent", text: promiseIn(texts[promised] ?? "") }];
}

function promiseIn(text: string): string {
  const found = PROMISE.map((pattern) => pattern.exec(text.slice(0, 20_000))?.[0]).find((match) => match !== undefined);
  return (found ?? text).slice(0, 80);
}

/** A fence that is opened as the last thing and never closed takes all that follows it. */
function codeDoubts(lines: readonly Line[]): Doubt[] {
  const last = lines.at(-1);
  if (last?.kind !== "code") return [];
  const before = lines.findLastIndex(({ kind }) => kind !== "code");
  const opening = lines[before + 1];
  const isClosed = before + 2 < lines.length && /^(`{3,}|~{3,})$/.test(last.text) && last.text.startsWith(opening?.text.slice(0, 3) ?? "");
  return isClosed ? [] : [{ line: before + 2, code: "code-unclosed", text: (opening?.text ?? "").slice(0, 80) }];
}

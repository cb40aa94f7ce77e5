import type { Line } from "#app/domain/text/lines";

/** The plain `key: value` (YAML) and `key = value` (TOML) lines of the front matter; lists and nested keys are passed over. */
export function readFrontMatter(lines: readonly Line[]): Record<string, string> {
  const own = lines.filter(({ kind }) => kind === "frontMatter");
  const fields = own.flatMap(({ text, indent }) => {
    const found = indent === 0 && text.length < 2000 ? /^([^\s:=#"'{}[\]-][^:=]{0,60}?)\s*[:=](?:\s+(.*))?$/.exec(text) : null;
    const value = plainValue(found?.[2] ?? "");
    return found?.[1] && value !== "" ? [[found[1], value] as const] : [];
  });
  return Object.fromEntries(fields);
}

function plainValue(text: string): string {
  const untagged = text.replace(/^!{1,2}[\w/]+\s+/, "").trim();
  const quoted = /^(["'])(.*)\1$/.exec(untagged)?.[2];
  return (quoted ?? untagged).trim();
}

/** The value of a key in whatever case it is written. */
export function frontMatterValue(fields: Record<string, string>, key: string): string | null {
  const found = Object.entries(fields).find(([name]) => name.toLowerCase() === key);
  return found?.[1] ?? null;
}

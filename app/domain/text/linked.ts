import type { Block, Inline } from "#app/domain/text/nodes";

/** A passage of a text that is to be a link. */
export type Passage = { at: number; text: string; href: string };

/** The passages of a text that are to be links, in order, none over another. */
export type FindPassages = (text: string) => Passage[];

/** The same tree with the passages found in its words as links. Code and what is a link already stay as they are. */
export function linkPassages(blocks: readonly Block[], find: FindPassages): Block[] {
  return blocks.map((block) => linkBlock(block, find));
}

function linkBlock(block: Block, find: FindPassages): Block {
  const inlines = (list: Inline[]) => list.flatMap((inline) => linkInline(inline, find));
  switch (block.type) {
    case "paragraph":
      return { ...block, children: inlines(block.children) };
    case "quote":
      return { ...block, children: linkPassages(block.children, find) };
    case "list":
      return { ...block, items: block.items.map((item) => ({ ...item, children: linkPassages(item.children, find) })) };
    case "table":
      return { ...block, header: block.header.map(inlines), rows: block.rows.map((row) => row.map(inlines)) };
    case "codeBlock":
    case "rule":
      return block;
  }
}

function linkInline(inline: Inline, find: FindPassages): Inline[] {
  if (inline.type === "text") return linkText(inline.text, find);
  if (inline.type === "strong" || inline.type === "emphasis" || inline.type === "struck") {
    return [{ ...inline, children: inline.children.flatMap((child) => linkInline(child, find)) }];
  }
  return [inline];
}

function linkText(text: string, find: FindPassages): Inline[] {
  const parts: Inline[] = [];
  let done = 0;
  for (const { at, text: words, href } of find(text)) {
    if (at > done) parts.push({ type: "text", text: text.slice(done, at) });
    parts.push({ type: "link", href, children: [{ type: "text", text: words }] });
    done = at + words.length;
  }
  if (done < text.length) parts.push({ type: "text", text: text.slice(done) });
  return parts;
}

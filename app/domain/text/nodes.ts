/** A run of words within a block. */
export type Inline =
  | { type: "text"; text: string }
  | { type: "strong" | "emphasis" | "struck"; children: Inline[] }
  | { type: "code"; text: string }
  | { type: "link"; href: string; children: Inline[] }
  | { type: "break" };

export type ListItem = {
  /** The number as printed; null for a bullet. */
  marker: string | null;
  children: Block[];
};

export type Alignment = "left" | "center" | "right" | null;

/** What a clause's body consists of. There is no markup in it: whatever looks like HTML is text. */
export type Block =
  | { type: "paragraph"; children: Inline[] }
  | { type: "list"; items: ListItem[] }
  | { type: "table"; align: Alignment[]; header: Inline[][]; rows: Inline[][][] }
  | { type: "quote"; children: Block[] }
  | { type: "codeBlock"; text: string }
  | { type: "rule" };

export type Node = Inline | Block;

/** The words of a tree, blocks on lines of their own. */
export function nodesText(nodes: readonly Node[]): string {
  return nodes.map(nodeText).join("");
}

function nodeText(node: Node): string {
  switch (node.type) {
    case "text":
    case "code":
      return node.text;
    case "codeBlock":
      return `${node.text}\n`;
    case "break":
    case "rule":
      return "\n";
    case "list":
      return node.items.map(({ marker, children }) => `${marker === null ? "" : `${marker} `}${nodesText(children)}`).join("");
    case "table":
      return [node.header, ...node.rows].map((row) => `${row.map(nodesText).join("\t")}\n`).join("");
    case "paragraph":
      return `${nodesText(node.children)}\n`;
    case "strong":
    case "emphasis":
    case "struck":
    case "link":
    case "quote":
      return nodesText(node.children);
  }
}

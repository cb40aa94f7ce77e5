/** A part of a message as it is set on a page. */
export type MessagePart =
  | { kind: "title" | "heading"; text: string }
  /** The line before the signature. */
  | { kind: "rule" }
  | { kind: "list" | "quote" | "lines"; lines: MessagePiece[][] };

/** Plain words, or an address that may be followed. */
export type MessagePiece = { kind: "words" | "address"; text: string };

const ADDRESS = /(https?:\/\/[^\s<>"'，。；：！？、（）《》「」]+)/;

/**
 * Sets the plain text of a message: lines underlined with = or - are headings, "- " begins an item, "> " a quotation, "--" stands before
 * the signature, and addresses can be followed. Each word of the text is kept, in its order.
 */
export function messageParts(text: string): MessagePart[] {
  return text.replace(/\r\n?/g, "\n").split(/\n{2,}/).flatMap((block) => partsOf(block.replace(/^\n+|\n+$/g, "")));
}

function partsOf(block: string): MessagePart[] {
  if (block === "") return [];
  const lines = block.split("\n");
  const [first = "", rule = "", ...rest] = lines;
  if (first === "--") return [{ kind: "rule" }, ...partsOf(lines.slice(1).join("\n"))];
  if (/^={3,}$/.test(rule) || /^-{3,}$/.test(rule)) {
    const heading: MessagePart = { kind: rule.startsWith("=") ? "title" : "heading", text: first };
    return [heading, ...(rest.length > 0 ? partsOf(rest.join("\n")) : [])];
  }
  if (lines.every((line) => line.startsWith("- "))) return [{ kind: "list", lines: lines.map((line) => piecesOf(line.slice(2))) }];
  if (lines.every((line) => line.startsWith(">"))) return [{ kind: "quote", lines: lines.map((line) => piecesOf(line.replace(/^> ?/, ""))) }];
  return [{ kind: "lines", lines: lines.map(piecesOf) }];
}

function piecesOf(line: string): MessagePiece[] {
  const pieces = line.split(ADDRESS).map((text, place): MessagePiece => ({ kind: place % 2 === 1 ? "address" : "words", text }));
  return pieces.flatMap(withoutFullStop).filter(({ text }) => text !== "");
}

/** A mark at the end of a sentence is not of the address. */
function withoutFullStop(piece: MessagePiece): MessagePiece[] {
  if (piece.kind === "words") return [piece];
  const address = piece.text.replace(/[.,;:!?)\]]+$/, "");
  return [{ kind: "address", text: address }, { kind: "words", text: piece.text.slice(address.length) }];
}

import { createElement } from "react";
import type { Block } from "#app/messages/verify-blocks";

/** A piece of a page that is given as plain data. */
export function Blocks({ blocks }: { blocks: readonly (Block | string)[] }) {
  return blocks.map((block, place) => (typeof block === "string" ? block : <Piece key={place} block={block} />));
}

function Piece({ block: { tag, className, children } }: { block: Block }) {
  return createElement(tag, { className }, <Blocks blocks={children} />);
}

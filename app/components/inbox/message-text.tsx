import { Fragment } from "react";
import type { MessagePart, MessagePiece } from "#app/domain/notice/inbox/message-parts";

/** The plain text of a message, well set; a title that the page has said already is left out. */
export function MessageText({ parts, subject }: { parts: MessagePart[]; subject: string }) {
  return parts.filter((part) => part.kind !== "title" || part.text !== subject).map((part, place) => <Part key={place} part={part} />);
}

function Part({ part }: { part: MessagePart }) {
  switch (part.kind) {
    case "title":
    case "heading":
      return <h2>{part.text}</h2>;
    case "rule":
      return <hr />;
    case "list":
      return <ul>{part.lines.map((pieces, place) => <li key={place}><Pieces pieces={pieces} /></li>)}</ul>;
    case "quote":
      return <blockquote><Lines lines={part.lines} /></blockquote>;
    case "lines":
      return <Lines lines={part.lines} />;
  }
}

function Lines({ lines }: { lines: MessagePiece[][] }) {
  return (
    <p>
      {lines.map((pieces, place) => (
        <Fragment key={place}>
          {place > 0 && <br />}
          <Pieces pieces={pieces} />
        </Fragment>
      ))}
    </p>
  );
}

function Pieces({ pieces }: { pieces: MessagePiece[] }) {
  return pieces.map(({ kind, text }, place) => (kind === "address" ? <a key={place} href={text} rel="noreferrer">{text}</a> : <Fragment key={place}>{text}</Fragment>));
}

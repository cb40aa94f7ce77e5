import { Transform } from "node:stream";

/**
 * Takes what React renders, without zero bytes: where a character of several bytes does not fit into what is left of a buffer, React 18 sends the rest of
 * the buffer along, and browsers show a replacement character in the middle of a Chinese word. HTML has no zero bytes of its own.
 */
export function htmlBody(): Transform {
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      done(null, chunk.includes(0) ? chunk.filter((byte) => byte !== 0) : chunk);
    },
  });
}

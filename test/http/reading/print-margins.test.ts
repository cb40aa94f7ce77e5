import { expect, test } from "vitest";
import { printMargins } from "#app/http/reading/print-margins";

const MARGINS = { title: "General Terms", version: "Version 2", since: "in force since 1 April 2026", sha256: "0123456789abcdef".repeat(4) };

test("a printed page names title, version, date, hash in groups of four, and its number", () => {
  const css = printMargins(MARGINS);
  expect(css).toContain('@top-left { content: "General Terms · Version 2"');
  expect(css).toContain('"in force since 1 April 2026"');
  expect(css).toContain('"SHA-256 0123 4567 89ab cdef 0123');
  expect(css).toContain('counter(page) " / " counter(pages)');
});

test("a title cannot break out of its string", () => {
  const css = printMargins({ ...MARGINS, title: '"; } body { display: none } /* \\ </style>\n' });
  expect(css).toContain('content: "\\22 ; } body { display: none } /* \\5c  \\3c /style\\3e \\a  · Version 2"');
});

test("a text that will never apply has no date in its margins", () => {
  expect(printMargins({ ...MARGINS, since: null })).toContain('@top-right { content: ""');
});

test("a comparison has both hashes in its margins, each on its line", () => {
  const css = printMargins({ ...MARGINS, version: "Version 1 → 2", sha256: ["aaaa".repeat(16), "bbbb".repeat(16)] });
  expect(css).toMatch(/"SHA-256 aaaa( aaaa){15}\\a SHA-256 bbbb( bbbb){15}"/);
});

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type PDFDocument from "pdfkit";
import type { Instant } from "#app/domain/instant";

/** A receipt as a sheet of paper says it. */
export type Sheet = {
  language: string;
  title: string;
  /** Whose record it is, for the foot of each page. */
  recordId: string;
  /** The instant of the act: it stands in the file, so that the same receipt always gives the same bytes. */
  at: Instant;
  parts: SheetPart[];
  /** Said at the end where the font lacks characters, after which these are named. */
  lacking: string;
};

export type SheetPart =
  | { kind: "heading" | "paragraph" | "small" | "code"; text: string }
  | { kind: "fact"; name: string; lines: string[] };

const FONT = "@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf";
const MARGIN = 56;
const FOOT = 40;
const LINE_GAP = 3;
/** A heading stands on a page with at least so much of what it heads, in points. */
const KEPT_TOGETHER = 60;
const STYLE = {
  title: { tag: "H1", size: 20, before: 0, color: "#000000" },
  heading: { tag: "H2", size: 13, before: 14, color: "#000000" },
  paragraph: { tag: "P", size: 10.5, before: 5, color: "#000000" },
  small: { tag: "P", size: 9, before: 4, color: "#333333" },
  name: { tag: "P", size: 9, before: 8, color: "#333333" },
  value: { tag: "P", size: 10.5, before: 0, color: "#000000" },
  code: { tag: "Code", size: 9, before: 3, color: "#333333" },
} as const;

type Doc = InstanceType<typeof PDFDocument>;

let font: Promise<Buffer> | undefined;

/**
 * The sheet as a tagged PDF whose text can be selected, in a font with Chinese; the same sheet gives the same bytes. Characters that the
 * font lacks are named at the end by their code points.
 */
export async function writeReceiptPdf(sheet: Sheet): Promise<Uint8Array<ArrayBuffer>> {
  font ??= readFile(createRequire(import.meta.url).resolve(FONT));
  const doc = await openDocument(sheet, await font);
  const bytes = collect(doc);
  const root = doc.struct("Document");
  doc.addStructure(root);
  write(doc, root, { style: "title", text: sheet.title });
  for (const part of sheet.parts) writePart(doc, root, part);
  const lacking = lackingIn(doc, JSON.stringify(sheet));
  if (lacking.length > 0) write(doc, root, { style: "small", text: `${sheet.lacking} ${lacking.join(", ")}` });
  root.end();
  writeFeet(doc, sheet);
  doc.end();
  return bytes;
}

/** The library is loaded with the first sheet: most of what runs writes none, and it takes much memory. */
async function openDocument({ language, title, at }: Sheet, file: Buffer): Promise<Doc> {
  const { default: Document } = await import("pdfkit");
  const doc = new Document({
    size: "A4",
    margins: { top: MARGIN, right: MARGIN, bottom: MARGIN + FOOT, left: MARGIN },
    pdfVersion: "1.7",
    tagged: true,
    displayTitle: true,
    bufferPages: true,
    lang: language,
    info: { Title: title, Creator: "Concordat", Producer: "Concordat", CreationDate: new Date(at) },
  });
  doc.registerFont("text", file).font("text");
  return doc;
}

type Written = { style: keyof typeof STYLE; text: string };
type Parent = ReturnType<Doc["struct"]>;

function write(doc: Doc, parent: Parent, { style, text }: Written): void {
  const { tag, size, before, color } = STYLE[style];
  if (style === "heading" && doc.y + before + KEPT_TOGETHER > doc.page.maxY()) doc.addPage();
  parent.add(doc.struct(tag, {}, () => {
    doc.fontSize(size).fillColor(color);
    doc.y += before;
    doc.text(text, MARGIN, undefined, { lineGap: LINE_GAP });
  }));
}

function writePart(doc: Doc, root: Parent, part: SheetPart): void {
  if (part.kind !== "fact") return write(doc, root, { style: part.kind, text: part.text });
  write(doc, root, { style: "name", text: part.name });
  for (const text of part.lines) write(doc, root, { style: "value", text });
}

/** Record and page at the foot of every page, which readers of the structure pass over. */
function writeFeet(doc: Doc, { recordId }: Sheet): void {
  const { start, count } = doc.bufferedPageRange();
  for (let page = start; page < start + count; page++) {
    doc.switchToPage(page);
    doc.page.margins.bottom = 0;
    doc.markContent("Artifact", { type: "Pagination" });
    doc.fontSize(8).fillColor("#333333").text(`${recordId} · ${page + 1}/${count}`, MARGIN, doc.page.height - MARGIN, { lineBreak: false });
    doc.endMarkedContent();
  }
}

/** The code points, such as U+20BB7, for which the font has no glyph. */
function lackingIn(doc: Doc, text: string): string[] {
  const points = [...new Set(text)].map((character) => character.codePointAt(0) ?? 0).filter((point) => point >= 0x20);
  return points.filter((point) => !hasGlyph(doc, point)).map((point) => `U+${point.toString(16).toUpperCase().padStart(4, "0")}`);
}

/** pdfkit keeps the font that it opened to itself. */
function hasGlyph(doc: Doc, point: number): boolean {
  const held: unknown = Reflect.get(doc, "_font");
  const opened: unknown = typeof held === "object" && held !== null ? Reflect.get(held, "font") : null;
  if (typeof opened !== "object" || opened === null || !("hasGlyphForCodePoint" in opened)) throw new Error("pdfkit has no opened font");
  return typeof opened.hasGlyphForCodePoint === "function" && opened.hasGlyphForCodePoint(point) === true;
}

function collect(doc: Doc): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Buffer[] = [];
  return new Promise((resolve, reject) => {
    doc.on("data", (part: Buffer) => parts.push(part));
    doc.on("end", () => resolve(new Uint8Array(Buffer.concat(parts))));
    doc.on("error", reject);
  });
}

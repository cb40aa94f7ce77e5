import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { expect, test } from "vitest";

type SourceFile = { path: string; imports: string[] };

const FILES = ["app", "db"].flatMap(sourceFiles);

function sourceFiles(folder: string): SourceFile[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ path, imports: importsOf(readFileSync(path, "utf8")) }));
}

function importsOf(source: string): string[] {
  return Array.from(source.matchAll(/(?:from|import)\s*\(?\s*"([^"]+)"/g), ([, name]) => name ?? "");
}

/** Every import that a file inside `from` makes and that matches `to`, as "file → import". */
function breaches(from: RegExp, to: RegExp): string[] {
  return FILES.filter(({ path }) => from.test(path)).flatMap(({ path, imports }) =>
    imports.filter((name) => to.test(name)).map((name) => `${path} → ${name}`),
  );
}

function isPureDomain(path: string): boolean {
  return path.startsWith("app/domain/") && !path.endsWith(".server.ts");
}

test("the reader of imports sees them", () => {
  expect(FILES.length).toBeGreaterThan(20);
  expect(importsOf('import { a } from "x";\nexport { b } from "y";\nawait import("z");')).toEqual(["x", "y", "z"]);
});

test("the database layer imports nothing from the application", () => {
  expect(breaches(/^db\//, /^#app/)).toEqual([]);
});

test("the domain knows neither Remix nor React nor the screens", () => {
  expect(breaches(/^app\/domain\//, /^(@remix-run|react|express)|^#app\/(routes|components|http|cli|server)/)).toEqual([]);
});

test("pure domain files import no operation and no storage", () => {
  const pure = FILES.filter(({ path }) => isPureDomain(path));
  const storage = pure.flatMap(({ path, imports }) =>
    imports.filter((name) => name.endsWith(".server") || (name.startsWith("#db/") && !/^#db\/(schema(\/\w+)?|commit)$/.test(name))).map((name) => `${path} → ${name}`),
  );
  expect(storage).toEqual([]);
});

test("the ledger stands below everything", () => {
  expect(breaches(/^app\/ledger\//, /^(?!#app\/ledger\/|\.)/)).toEqual([]);
});

test.each([
  ["kysely", /^db\//],
  ["sqlite3", /^db\//],
  ["marked", /^app\/domain\/text\/markdown\.ts$/],
  ["diff", /^app\/domain\/text\/\w+\.ts$/],
  ["pkijs", /^app\/domain\/evidence\/time\/time-token\.ts$/],
  ["asn1js", /^app\/domain\/evidence\/time\/time-token\.ts$/],
  ["pdfkit", /^app\/domain\/evidence\/receipt\/pdf\.server\.ts$/],
  ["yazl", /^app\/domain\/compliance\/bag\/zip\.server\.ts$/],
  ["hyparquet-writer", /^app\/domain\/compliance\/export\/parquet\.ts$/],
  ["nodemailer", /^app\/domain\/notice\/channels\/mail-(message|transport)\.server\.ts$/],
  ["mailparser", /^app\/domain\/notice\/reports\/bounce\.server\.ts$/],
  ["@node-rs/argon2", /^app\/domain\/access\//],
  ["@noble/curves/ed25519.js", /^app\/browser\/verify\/ledger-crypto\.ts$/],
  ["@noble/hashes/sha2.js", /^app\/browser\/verify\/ledger-crypto\.ts$/],
  ["temporal-polyfill", /^app\/domain\/publication\//],
])("%s has one door", (library, door) => {
  const users = FILES.filter(({ imports }) => imports.includes(library)).map(({ path }) => path);
  expect(users.filter((path) => !door.test(path) && !isTypeOnly(path, library))).toEqual([]);
});

/** Whether a file takes nothing but types from packages of that name or scope. */
function isTypeOnly(path: string, library: string): boolean {
  const lines = readFileSync(path, "utf8").split("\n").filter((line) => line.includes(`"${library}`));
  return lines.every((line) => line.startsWith("import type"));
}

test("Remix is used only at the edge", () => {
  const edge = /^app\/(root|entry\.(server|client)|server|routes|routes\/.*|http\/.*|components\/.*|cli\/command)\.?/;
  const users = FILES.filter(({ imports }) => imports.some((name) => name.startsWith("@remix-run/"))).map(({ path }) => path);
  expect(users.filter((path) => !edge.test(path) && !isTypeOnly(path, "@remix-run/"))).toEqual([]);
});

test("the package that throws when imported is never imported", () => {
  expect(breaches(/./, /^remix$/)).toEqual([]);
});

test("no file is a drawer for leftovers", () => {
  const drawers = /^(utils?|helpers?|misc|common|service|manager|index)\.tsx?$/;
  const allowed = ["app/messages/common.ts", "db/migrations/index.ts"];
  expect(FILES.map(({ path }) => path).filter((path) => drawers.test(basename(path)) && !allowed.includes(path))).toEqual([]);
});

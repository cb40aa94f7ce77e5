import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { columnsOf } from "#app/domain/compliance/export/columns.server";
import { DATA_SET_NAMES, DATA_SETS } from "#app/domain/compliance/export/data-sets";

const DOCS = readFileSync("docs/exports.md", "utf8");

test.each(DATA_SET_NAMES)("docs/exports.md tells the columns of %s in their order, and their version", (dataSet) => {
  const columns = columnsOf({ dataSet, mask: "masked" }).map(({ name, type, means }) => `| \`${name}\` | ${type} | ${means} |`);
  const { version, row, filters } = DATA_SETS[dataSet];
  const section = [`### ${dataSet}`, "", `Version ${version}. A row is ${row}. Filters: ${filters.join(", ")}.`, "", "| column | type | meaning |", "| --- | --- | --- |", ...columns];
  expect(DOCS).toContain(`${section.join("\n")}\n`);
});

test.each(DATA_SET_NAMES)("every column of %s is told, and no instant stands there without UTC", (dataSet) => {
  const columns = columnsOf({ dataSet, mask: "unmasked" });
  expect(columns.filter(({ means }) => means === "")).toEqual([]);
  expect(columns.filter(({ type, means }) => type === "instant" && !means.includes("UTC"))).toEqual([]);
  expect(columns.map(({ type }) => type).filter((type) => !["id", "word", "hash", "integer", "instant", "text", "json"].includes(type))).toEqual([]);
});

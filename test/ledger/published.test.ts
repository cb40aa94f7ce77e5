import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { LEDGER_CRYPTO } from "#app/domain/evidence/ledger/crypto.server";
import { isExtension, isIncluded } from "#app/ledger/tree";

const VECTORS = process.env.VECTORS_DIR ?? "../shared/vectors";

type Case<Fields> = { name: string; case: Fields & { proof: string[] | null; wantErr: boolean } };

/** The cases of transparency-dev/merkle, a line each; null where they are not here. */
function readCases<Fields>(file: string): Case<Fields>[] | null {
  const path = `${VECTORS}/${file}`;
  if (!existsSync(path)) return null;
  return readFileSync(path, "utf8").trim().split("\n").map((line) => JSON.parse(line));
}

function hashesOf(proof: string[] | null): Buffer[] {
  return (proof ?? []).map(bytesOf);
}

function bytesOf(base64: string): Buffer {
  return Buffer.from(base64, "base64");
}

/** Their largest numbers lose digits in JSON.parse, and stay beyond 2^53, where no size is accepted. */
test("all 98 published cases of inclusion are judged as published", ({ skip }) => {
  const cases = readCases<{ leafIdx: number; treeSize: number; root: string; leafHash: string }>("merkle-inclusion.jsonl");
  if (!cases) return skip(`${VECTORS}/merkle-inclusion.jsonl is not here`);
  const judged = cases.map(({ name, case: { leafIdx, treeSize, root, leafHash, proof } }) => {
    const given = { index: leafIdx, size: treeSize, leafHash: bytesOf(leafHash), proof: hashesOf(proof), rootHash: bytesOf(root) };
    return [name, isIncluded(LEDGER_CRYPTO, given)];
  });
  expect(judged).toEqual(cases.map(({ name, case: { wantErr } }) => [name, !wantErr]));
  expect(judged.filter(([, isAccepted]) => isAccepted)).toHaveLength(6);
  expect(judged).toHaveLength(98);
});

test("all 98 published cases of consistency are judged as published", ({ skip }) => {
  const cases = readCases<{ size1: number; size2: number; root1: string; root2: string }>("merkle-consistency.jsonl");
  if (!cases) return skip(`${VECTORS}/merkle-consistency.jsonl is not here`);
  const judged = cases.map(({ name, case: { size1, size2, root1, root2, proof } }) => {
    const given = { oldSize: size1, newSize: size2, oldRoot: bytesOf(root1), newRoot: bytesOf(root2), proof: hashesOf(proof) };
    return [name, isExtension(LEDGER_CRYPTO, given)];
  });
  expect(judged).toEqual(cases.map(({ name, case: { wantErr } }) => [name, !wantErr]));
  expect(judged.filter(([, isAccepted]) => isAccepted)).toHaveLength(6);
  expect(judged).toHaveLength(98);
});

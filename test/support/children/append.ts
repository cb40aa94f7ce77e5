import { LEDGER_TREE } from "#app/domain/evidence/ledger/tree.server";
import { insertRow } from "#db/commit";
import { connect } from "#db/connect";
import { newEntry } from "#test/support/ledger";

/** Commits sign-ins with an entry each until it is killed, eight at a time, and prints the number of each one answered. */
const [file = "", from = "0"] = process.argv.slice(2);

const { writer } = await connect({ file, tree: LEDGER_TREE });
let next = Number(from);

async function commitOnAndOn(): Promise<never> {
  for (;;) {
    const number = next++;
    const entry = newEntry(number);
    const recordedAt = new Date().toISOString();
    await writer.commit({
      steps: [insertRow("signIns", { id: entry.recordId, accountId: "usr_1", method: "password", happenedAt: recordedAt, recordedAt })],
      entries: [entry],
    });
    process.stdout.write(`${number}\n`);
  }
}

await Promise.all(Array.from({ length: 8 }, commitOnAndOn));

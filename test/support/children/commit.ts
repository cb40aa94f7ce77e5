import { insertRow } from "#db/commit";
import { connect } from "#db/connect";

/** Commits sign-ins until it is killed, eight at a time, and prints the number of each one answered. */
const [file = "", from = "0"] = process.argv.slice(2);

const { writer } = await connect({ file });
let next = Number(from);

async function commitOnAndOn(): Promise<never> {
  for (;;) {
    const number = next++;
    const recordedAt = new Date().toISOString();
    await writer.commit({
      steps: [insertRow("signIns", { id: `sig_${number}`, accountId: "usr_1", method: "password", happenedAt: recordedAt, recordedAt })],
    });
    process.stdout.write(`${number}\n`);
  }
}

await Promise.all(Array.from({ length: 8 }, commitOnAndOn));

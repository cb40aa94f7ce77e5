import { connect } from "#db/connect";

/** Opens the database once the given instant (milliseconds) has come, prints `open`, closes it. */
const [file = "", start = "0"] = process.argv.slice(2);

await new Promise((resolve) => setTimeout(resolve, Number(start) - Date.now()));
const store = await connect({ file });
process.stdout.write("open\n");
await store.close();

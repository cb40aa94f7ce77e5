// A mail server in a process of its own that takes every mail and keeps none; prints its address.
import { SMTPServer } from "smtp-server";

const server = new SMTPServer({
  authOptional: true,
  hideDSN: false,
  disabledCommands: ["STARTTLS", "AUTH"],
  onData(stream, _session, done) {
    stream.on("end", () => done());
    stream.resume();
  },
});
server.on("error", () => undefined);
server.listen(0, "127.0.0.1", () => process.stdout.write(`smtp://127.0.0.1:${server.server.address().port}\n`));

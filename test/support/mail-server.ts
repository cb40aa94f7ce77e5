import type { AddressInfo } from "node:net";
import { SMTPServer, type SMTPServerDataStream, type SMTPServerOptions, type SMTPServerSession } from "smtp-server";
import { onTestFinished } from "vitest";

export type ReceivedMail = {
  from: string;
  to: string[];
  source: string;
  /** What the sender asked to have reported (RFC 3461). */
  dsn: { ret: string | null; envid: string | null; notify: string[] };
};

export type MailServer = { url: string; port: number; received: ReceivedMail[] };

type Answers = Pick<SMTPServerOptions, "onRcptTo" | "onMailFrom" | "hideDSN"> & {
  /** What it does about the message itself: takes it (null), answers an error, or drops the connection before the end, or after it without an answer. */
  onMessage?(count: number): Error | "drop before the dot" | "drop after the dot" | null;
};

/** A real mail server on a free port of this machine, closed after the test. `answers` makes it refuse. */
export async function openMailServer({ onMessage, ...answers }: Answers = {}): Promise<MailServer> {
  const received: MailServer["received"] = [];
  let count = 0;
  const server = new SMTPServer({
    hideDSN: false,
    ...answers,
    authOptional: true,
    disabledCommands: ["STARTTLS", "AUTH"],
    onData(stream, session, done) {
      const answer = onMessage?.(++count) ?? null;
      if (answer === "drop before the dot") return void stream.once("data", () => dropAll(server));
      readAll(stream).then((source) => {
        if (answer instanceof Error) return done(answer);
        received.push(receivedMail(session, source));
        if (answer === null) done();
        else dropAll(server);
      }, done);
    },
  });
  server.on("error", () => undefined);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => new Promise((resolve) => server.close(() => resolve())));
  const { port } = server.server.address() as AddressInfo;
  return { url: `smtp://127.0.0.1:${port}`, port, received };
}

/** An answer of a mail server that is no. */
export function smtpAnswer(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode });
}

function receivedMail({ envelope }: SMTPServerSession, source: string): ReceivedMail {
  const from = envelope.mailFrom === false ? "" : envelope.mailFrom.address;
  const { ret = null, envid = null } = envelope.dsn ?? {};
  const notify = envelope.rcptTo.flatMap(({ dsn }) => dsn?.notify ?? []);
  return { from, to: envelope.rcptTo.map(({ address }) => address), source, dsn: { ret, envid, notify } };
}

function dropAll({ connections }: SMTPServer): void {
  for (const connection of connections) connection._socket.destroy();
}

async function readAll(stream: SMTPServerDataStream): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString("utf8");
}

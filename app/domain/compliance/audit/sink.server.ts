import { createSocket } from "node:dgram";
import { open } from "node:fs/promises";
import { connect } from "node:net";
import { auditLine, syslogMessage, type AuditLine } from "#app/domain/compliance/audit/line";
import { SYSLOG_ADDRESS, type Settings } from "#app/settings";

/** Takes records out of the portal, in their order. Throws where it could not: they are given again. */
export type AuditSink = (lines: readonly AuditLine[]) => Promise<void>;

const SEND_MS = 10_000;

/** What the target of the setting AUDIT_STREAM is written to by. */
export function openSink(target: string, { publicUrl }: Pick<Settings, "publicUrl">): AuditSink {
  const [, transport, host = "", port] = SYSLOG_ADDRESS.exec(target) ?? [];
  if (transport === undefined) return (lines) => appendLines(target, lines.map(auditLine));
  const { hostname } = new URL(publicUrl);
  const to = { host: host.replace(/^\[|\]$/g, ""), port: Number(port) };
  const send = transport === "udp" ? sendDatagrams : sendStream;
  return (lines) => send(to, lines.map((line) => Buffer.from(syslogMessage(line, hostname))));
}

/** Adds lines to a file, on its disk before this resolves. What was cut short at its end gets an end of line first. */
async function appendLines(file: string, lines: readonly string[]): Promise<void> {
  const handle = await open(file, "a+", 0o600);
  try {
    const { size } = await handle.stat();
    const last = Buffer.alloc(1);
    if (size > 0) await handle.read(last, 0, 1, size - 1);
    const begun = size > 0 && last.toString() !== "\n" ? "\n" : "";
    await handle.appendFile(begun + lines.map((line) => `${line}\n`).join(""));
    await handle.datasync();
  } finally {
    await handle.close();
  }
}

type Address = { host: string; port: number };

/** RFC 5426: a message a datagram. Whether one arrives nobody tells. */
async function sendDatagrams({ host, port }: Address, messages: readonly Buffer[]): Promise<void> {
  const socket = createSocket(host.includes(":") ? "udp6" : "udp4");
  try {
    for (const message of messages) {
      await new Promise<void>((resolve, reject) => {
        socket.once("error", reject);
        socket.send(message, port, host, (error) => (error ? reject(error) : resolve()));
      });
    }
  } finally {
    socket.close();
  }
}

/** RFC 6587: messages one after another, each after its length. */
function sendStream(to: Address, messages: readonly Buffer[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(to);
    socket.setTimeout(SEND_MS, () => socket.destroy(new Error(`${to.host}:${to.port} takes nothing`)));
    socket.once("error", reject);
    socket.once("close", (hadError) => (hadError ? undefined : resolve()));
    socket.resume();
    socket.end(Buffer.concat(messages.flatMap((message) => [Buffer.from(`${message.length} `), message])));
  });
}

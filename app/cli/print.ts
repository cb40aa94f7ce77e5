/** Writes to standard output and waits until it is taken. */
export async function print(text: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    process.stdout.write(text, (error) => (error && !isClosedPipe(error) ? reject(error) : resolve()));
  });
}

/** Says on standard error what went wrong. */
export function complain(text: string): void {
  process.stderr.write(`${text}\n`);
}

/** A reader of our output that closes early (`| head`) is no error. */
export function outliveClosedPipe(): void {
  process.stdout.on("error", (error) => {
    if (!isClosedPipe(error)) throw error;
  });
}

function isClosedPipe(error: Error): boolean {
  return "code" in error && error.code === "EPIPE";
}

import { vi } from "vitest";

export type Said = { code: number; out: string; err: string };

/** What a command prints, instead of printing it, and the exit code that it gives. */
export async function saidBy(command: () => Promise<number>): Promise<Said> {
  const said = { out: "", err: "" };
  const out = vi.spyOn(process.stdout, "write").mockImplementation((text: unknown, ...rest: unknown[]) => {
    said.out += String(text);
    for (const done of rest) if (typeof done === "function") done();
    return true;
  });
  const err = vi.spyOn(process.stderr, "write").mockImplementation((text: unknown) => {
    said.err += String(text);
    return true;
  });
  try {
    return { code: await command(), ...said };
  } finally {
    out.mockRestore();
    err.mockRestore();
  }
}

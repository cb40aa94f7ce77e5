import type { ServerBuild } from "@remix-run/node";

/** Runs one command line; gives the exit code: 0 done, 1 refused, 2 not understood. */
export async function runCommand(build: ServerBuild, args: string[]): Promise<number> {
  process.stderr.write(`unknown command: ${args.join(" ")} (${Object.keys(build.routes).length})\n`);
  return 2;
}

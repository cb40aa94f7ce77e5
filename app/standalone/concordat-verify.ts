import "#app/standalone/node/well-formed";
import { complain, outliveClosedPipe, print } from "#app/cli/print";
import { UsageError } from "#app/cli/usage";
import { verifyFiles } from "#app/cli/verify-files";
import { NODE_CRYPTO } from "#app/standalone/node/ledger-crypto";

const USAGE = `Usage: node concordat-verify.mjs FILE… [--key VKEY|FILE]… [--json] [--lang zh-CN|en]

Checks evidence of a Concordat ledger. Uses no network and needs nothing but Node 18 or later.
FILE   an evidence file; or entry.json and its .tlog-proof, with texts, openings.json, checkpoints beside them;
       or an evidence bag: the ZIP file, or the folder that it was unpacked to
--key  the verifier key of the ledger, or a file with it, from another place than the evidence
Exit codes: 0 holds by a key given, 1 fails, 2 cannot be read, 3 agrees with itself but no key was given.

用法：node concordat-verify.mjs 文件… [--key 公钥|文件]… [--json] [--lang zh-CN|en]

核验 Concordat 存证账本的证据。不联网，只需 Node 18 或更高版本。
文件   证据文件；或者 entry.json 及其 .tlog-proof，可附文本、openings.json、检查点等文件；
       或者证据包（ZIP 文件或解压后的文件夹）
--key  账本的验证公钥，或者含有该公钥的文件；应取自证据以外的来源
退出码：0 以所提供的公钥核验成立，1 不成立，2 无法读取，3 自身前后相符但未提供公钥。
`;

/** Runs the command line. Gives the exit code. */
async function run(args: string[]): Promise<number> {
  outliveClosedPipe();
  if (args.some((arg) => arg === "--help" || arg === "-h")) {
    await print(USAGE);
    return 0;
  }
  try {
    return await verifyFiles(args, { folder: process.cwd(), crypto: NODE_CRYPTO, environment: process.env });
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    complain(`${error.message}\n\n${USAGE}`);
    return 2;
  }
}

process.exitCode = await run(process.argv.slice(2));

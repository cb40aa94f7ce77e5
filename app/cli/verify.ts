import { verifyFiles } from "#app/cli/verify-files";
import { LEDGER_CRYPTO } from "#app/domain/evidence/ledger/crypto.server";

/** `concordat verify FILE… [--key VKEY|FILE]… [--json] [--lang zh-CN|en]`: checks evidence without network or data folder. Throws UsageError. */
export function runVerify(args: string[], folder: string): Promise<number> {
  return verifyFiles(args, { folder, crypto: LEDGER_CRYPTO, environment: process.env });
}

import { createHmac, randomBytes } from "node:crypto";
import { join } from "node:path";
import { config } from "./config.ts";

let key: Uint8Array | undefined;

/**
 * The 32 bytes every other secret hangs from: `MASTER_KEY`, or on embedded defaults a key made once in
 * `DATA_DIR/master.key`, readable by this user alone.
 */
export function masterKey(): Uint8Array {
  return key ??= config.masterKey ?? keptKey(join(config.dataDir, "master.key"));
}

/** A secret for one purpose, the same in every process; `purpose` is part of it, so one never opens another's door. */
export function derivedSecret(purpose: string): Uint8Array {
  return createHmac("sha256", masterKey()).update(`rowhouse|${purpose}`).digest();
}

function keptKey(path: string): Uint8Array {
  try {
    return Deno.readFileSync(path);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
  Deno.mkdirSync(config.dataDir, { recursive: true });
  try {
    // Exclusive: of two first starts at once, the loser reads the winner's key.
    Deno.writeFileSync(path, randomBytes(32), { createNew: true, mode: 0o600 });
  } catch (error) {
    if (!(error instanceof Deno.errors.AlreadyExists)) throw error;
  }
  return Deno.readFileSync(path);
}

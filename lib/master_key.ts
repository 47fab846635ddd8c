import { createHmac, randomBytes } from "node:crypto";
import { join } from "node:path";
import { config, ConfigError } from "./config.ts";

const KEY_BYTES = 32;

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

/** Written whole beside its place and linked into it: there is never half a key, and of two first starts one wins. */
function keptKey(path: string): Uint8Array {
  const kept = readKey(path);
  if (kept) return kept;
  Deno.mkdirSync(config.dataDir, { recursive: true });
  const unfinished = `${path}.${Deno.pid}`;
  using file = Deno.openSync(unfinished, { write: true, createNew: true, mode: 0o600 });
  file.writeSync(randomBytes(KEY_BYTES));
  file.syncSync();
  try {
    Deno.linkSync(unfinished, path);
  } catch (error) {
    if (!(error instanceof Deno.errors.AlreadyExists)) throw error;
  } finally {
    Deno.removeSync(unfinished);
  }
  return readKey(path)!;
}

function readKey(path: string): Uint8Array | undefined {
  try {
    const key = Deno.readFileSync(path);
    if (key.length === KEY_BYTES) return key;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
  throw new ConfigError(
    `DATA_DIR has a "master.key" that is not ${KEY_BYTES} bytes long. Put the right one back; without it sealed secrets are lost`,
  );
}

import { type CryptoKey, exportJWK, generateKeyPair, importJWK, type JWK } from "jose";
import { atGate } from "@/lib/db/at_gate.ts";
import { sql } from "@/lib/db/sql.ts";
import { newId } from "@/lib/ids.ts";
import { open } from "@/lib/vault/open.ts";
import { seal } from "@/lib/vault/seal.ts";

/** RFC 9864; Deno verifies it ten times faster than ES256. */
export const SIGNING_ALGORITHM = "Ed25519";

type KeyRow = { kid: string; state: string; public_jwk: JWK; sealed_private_jwk: string };
type Keys = { active: { kid: string; key: CryptoKey }; verifying: Map<string, CryptoKey>; loadedAt: number };

const PURPOSE = "signing key";
/** Within this time every process follows a key that became active, or was taken away. */
const FRESH_MS = 60_000;
/** Tokens with made-up key ids, however many, cost one query in this time. */
const MISSES_SHARE_MS = 1_000;

let loaded: Promise<Keys> | undefined;

/** The key that signs now; made at the first call ever. */
export async function signingKey(): Promise<{ kid: string; key: CryptoKey }> {
  return (await keys(FRESH_MS)).active;
}

/** Public key by its id; undefined when it is not ours or no longer in use. */
export async function verifyingKey(kid: string): Promise<CryptoKey | undefined> {
  return (await keys(FRESH_MS)).verifying.get(kid) ?? (await keys(MISSES_SHARE_MS)).verifying.get(kid);
}

async function keys(freshMs: number): Promise<Keys> {
  const before = loaded;
  if (before && performance.now() - (await before).loadedAt < freshMs) return await before;
  if (loaded === before) {
    loaded = load();
    loaded.catch(() => loaded = undefined);
  }
  return await loaded!;
}

async function load(): Promise<Keys> {
  const loadedAt = performance.now();
  let rows = await keyRows();
  if (!rows.some(isActive)) {
    await addFirstKey();
    rows = await keyRows();
  }
  const active = rows.find(isActive)!;
  const verifying = await Promise.all(
    rows.map(async (it) => [it.kid, await imported(it.public_jwk)] as const),
  );
  const key = await imported(JSON.parse(open(active.sealed_private_jwk, PURPOSE)));
  return { active: { kid: active.kid, key }, verifying: new Map(verifying), loadedAt };
}

async function keyRows(): Promise<KeyRow[]> {
  return await atGate<KeyRow>(
    sql`select kid, state, public_jwk, sealed_private_jwk from gate.signing_keys()`,
  );
}

async function addFirstKey() {
  const { publicKey, privateKey } = await generateKeyPair(SIGNING_ALGORITHM, { extractable: true });
  const sealed = seal(JSON.stringify(await exportJWK(privateKey)), PURPOSE);
  await atGate(
    sql`select gate.add_first_signing_key(${newId()}, ${await exportJWK(publicKey)}, ${sealed})`,
  );
}

function isActive({ state }: KeyRow): boolean {
  return state === "active";
}

async function imported(jwk: JWK): Promise<CryptoKey> {
  return await importJWK(jwk, SIGNING_ALGORITHM) as CryptoKey;
}

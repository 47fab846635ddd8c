import { type CryptoKey, importJWK, type JWK } from "jose";
import { atGate } from "@/lib/db/at_gate.ts";
import { sql } from "@/lib/db/sql.ts";
import { log } from "@/lib/log.ts";
import { open } from "@/lib/vault/open.ts";
import { KEYS_FOLLOWED_SECONDS } from "./lifetimes.ts";
import { newSigningKey, SIGNING_ALGORITHM, SIGNING_KEY_SEAL } from "./new_signing_key.ts";

type State = "pending" | "active" | "retiring";
type KeyRow = { kid: string; state: State; public_jwk: JWK; sealed_private_jwk: string };
type Signing = { kid: string; key: CryptoKey };
type Keys = { active: Signing; verifying: Map<string, CryptoKey>; published: JWK[]; loadedAt: number };

/** Every process follows what another did to the keys within this time; it costs one query, however many ask. */
const FRESH_MS = 1_000;

let loaded: Promise<Keys> | undefined;

/** The key that signs now; made at the first call ever. */
export async function signingKey(): Promise<Signing> {
  return (await keys()).active;
}

/** Public key by its id; undefined when it is not ours or no longer in use. */
export async function verifyingKey(kid: string): Promise<CryptoKey | undefined> {
  return (await keys()).verifying.get(kid);
}

/** Every key that signs, will sign or has signed what is still good: the public half alone. */
export async function publishedKeys(): Promise<JWK[]> {
  return (await keys()).published;
}

async function keys(): Promise<Keys> {
  const before = loaded;
  const known = await before;
  if (known && performance.now() - known.loadedAt < FRESH_MS) return known;
  if (loaded === before) {
    loaded = load(known);
    loaded.catch(() => loaded = undefined);
  }
  return await loaded!;
}

async function load(known?: Keys): Promise<Keys> {
  const loadedAt = performance.now();
  try {
    return await take(await keyRows(), { known, loadedAt });
  } catch (error) {
    // A short outage of the database is no reason to know nobody any more.
    if (!known || loadedAt - known.loadedAt > KEYS_FOLLOWED_SECONDS * 1_000) throw error;
    log.warn("Looking at the signing keys failed; those known before count", { error });
    return known;
  }
}

/** A key that was known before stays the same object: what was verified by it needs no second look. */
async function take(
  rows: KeyRow[],
  { known, loadedAt }: { known?: Keys; loadedAt: number },
): Promise<Keys> {
  const verifying = new Map<string, CryptoKey>();
  for (const { kid, public_jwk } of rows) {
    verifying.set(kid, known?.verifying.get(kid) ?? await imported(public_jwk));
  }
  const { kid, sealed_private_jwk } = rows.find(isActive)!;
  const active = known?.active.kid === kid
    ? known.active
    : { kid, key: await imported(JSON.parse(open(sealed_private_jwk, SIGNING_KEY_SEAL))) };
  return { active, verifying, published: rows.map(published), loadedAt };
}

async function keyRows(): Promise<KeyRow[]> {
  const rows = await atGate<KeyRow>(
    sql`select kid, state, public_jwk, sealed_private_jwk from gate.signing_keys()`,
  );
  if (rows.some(isActive)) return rows;
  const { kid, publicJwk, sealed } = await newSigningKey();
  await atGate(sql`select gate.add_first_signing_key(${kid}, ${publicJwk}, ${sealed})`);
  return await keyRows();
}

function isActive({ state }: KeyRow): boolean {
  return state === "active";
}

/** Member by member, so that no private one can slip along. */
function published({ kid, public_jwk: { kty, crv, x } }: KeyRow): JWK {
  return { kty, crv, x, kid, alg: SIGNING_ALGORITHM, use: "sig" };
}

async function imported(jwk: JWK): Promise<CryptoKey> {
  return await importJWK(jwk, SIGNING_ALGORITHM) as CryptoKey;
}

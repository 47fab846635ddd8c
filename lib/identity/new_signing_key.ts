import { exportJWK, generateKeyPair, type JWK } from "jose";
import { newId } from "@/lib/ids.ts";
import { seal } from "@/lib/vault/seal.ts";

/** RFC 9864; Deno verifies it ten times faster than ES256. */
export const SIGNING_ALGORITHM = "Ed25519";
export const SIGNING_KEY_SEAL = "signing key";

export type NewSigningKey = { kid: string; publicJwk: JWK; sealed: string };

/** A key pair that is nowhere yet, its private half sealed. */
export async function newSigningKey(): Promise<NewSigningKey> {
  const { publicKey, privateKey } = await generateKeyPair(SIGNING_ALGORITHM, { extractable: true });
  const sealed = seal(JSON.stringify(await exportJWK(privateKey)), SIGNING_KEY_SEAL);
  return { kid: newId(), publicJwk: await exportJWK(publicKey), sealed };
}

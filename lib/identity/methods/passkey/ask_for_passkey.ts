import { Buffer } from "node:buffer";
import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
} from "@simplewebauthn/server";
import { asTenantRead } from "@/lib/db/as_tenant.ts";
import { sql } from "@/lib/db/sql.ts";
import { ALGORITHMS, RELYING_PARTY } from "./relying_party.ts";

/** Long enough to find a telephone and unlock it. */
const CEREMONY_MS = 5 * 60_000;

/** For a browser that shall make a passkey, on a device that has none of this person yet. */
export async function askForNewPasskey(
  tenantId: string,
  { userId }: { userId: string },
): Promise<PublicKeyCredentialCreationOptionsJSON> {
  const [[{ name, email }], known] = await Promise.all([
    asTenantRead.one<{ name: string; email: string }>(
      tenantId,
      sql`select name, email from members where tenant_id = ${tenantId} and user_id = ${userId}`,
    ),
    credentialsOf(tenantId, userId),
  ]);
  return await generateRegistrationOptions({
    rpName: RELYING_PARTY.name,
    rpID: RELYING_PARTY.id,
    userID: handleOf(userId),
    userName: email,
    userDisplayName: name,
    timeout: CEREMONY_MS,
    supportedAlgorithmIDs: ALGORITHMS,
    excludeCredentials: known,
    // A security key without a PIN still is a second factor.
    authenticatorSelection: { residentKey: "preferred", userVerification: "preferred" },
  });
}

/** For a browser that shall show a passkey: one of this person, or where nobody is known yet whichever it has. */
export async function askForPasskey(
  tenantId: string,
  { userId, isOnlyFactor }: { userId?: string; isOnlyFactor: boolean },
): Promise<PublicKeyCredentialRequestOptionsJSON> {
  return await generateAuthenticationOptions({
    rpID: RELYING_PARTY.id,
    allowCredentials: userId === undefined ? [] : await credentialsOf(tenantId, userId),
    timeout: CEREMONY_MS,
    userVerification: isOnlyFactor ? "required" : "preferred",
  });
}

/** The 16 bytes of our id, which says nothing about the person. */
export function handleOf(userId: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(userId.replaceAll("-", ""), "hex"));
}

async function credentialsOf(
  tenantId: string,
  userId: string,
): Promise<{ id: string; transports: string[] }[]> {
  const rows = await asTenantRead.one<{ credential_id: Uint8Array; transports: string[] }>(
    tenantId,
    sql`select credential_id, transports from gate.passkeys(${userId})`,
  );
  return rows.map((it) => ({
    id: Buffer.from(it.credential_id).toString("base64url"),
    transports: it.transports,
  }));
}

import { Buffer } from "node:buffer";
import { type VerifiedAuthenticationResponse, verifyAuthenticationResponse } from "@simplewebauthn/server";
import { asTenant, type TenantTx } from "@/lib/db/as_tenant.ts";
import { log } from "@/lib/log.ts";
import { tellOfFactor } from "../../factors/tell_of_factor.ts";
import { handleOf } from "./ask_for_passkey.ts";
import { readAuthentication } from "./read_response.ts";
import { RELYING_PARTY } from "./relying_party.ts";

export type VerifiedPasskey =
  | { ok: true; userId: string }
  /**
   * `unknown_passkey`: of nobody who is a member of this tenant, or of somebody else than was asked. `copied_passkey`: it
   * has counted further elsewhere.
   */
  | { ok: false; reason: "malformed_answer" | "unknown_passkey" | "wrong_answer" | "copied_passkey" };

type Shown = {
  /** The browser's answer as JSON. */
  response: string;
  /** The one that the browser was asked with; it counts once, and that is the caller's affair. */
  challenge: string;
  /** Undefined where the passkey says who it is. */
  userId?: string;
  /** Nothing else proves the person, so the device has to have recognised its owner. */
  isOnlyFactor: boolean;
  requestId?: string;
  now: Date;
};

type Response = NonNullable<ReturnType<typeof readAuthentication>>;
type Kept = { id: string; userId: string; publicKey: Uint8Array; name: string };

/** Finds whose passkey this is among the members of the tenant. */
export async function verifyPasskey(tenantId: string, shown: Shown): Promise<VerifiedPasskey> {
  const response = readAuthentication(shown.response);
  if (!response) return { ok: false, reason: "malformed_answer" };
  const kept = await findPasskey(tenantId, response.id);
  if (!kept || !isFor(kept.userId, response, shown)) return { ok: false, reason: "unknown_passkey" };
  const verified = await verify(response, kept, shown);
  if (!verified?.verified) return { ok: false, reason: "wrong_answer" };
  const { userId } = kept;
  const { requestId, now } = shown;
  const isFirst = await asTenant(tenantId, async (tx) => {
    if (await use(tx, kept, { verified, now })) return true;
    await tellOfFactor(tx, { userId, change: "passkey_copied", called: kept.name, requestId });
    return false;
  });
  return isFirst ? { ok: true, userId } : { ok: false, reason: "copied_passkey" };
}

/** A passkey that says who it is has to say so; where a person is known already it may leave it out. */
function isFor(userId: string, { response: { userHandle } }: Response, shown: Shown): boolean {
  if (shown.userId !== undefined && shown.userId !== userId) return false;
  if (userHandle === undefined) return shown.userId !== undefined;
  return userHandle === Buffer.from(handleOf(userId)).toString("base64url");
}

async function findPasskey(tenantId: string, credentialId: string): Promise<Kept | undefined> {
  return await asTenant(tenantId, (tx) =>
    tx.row<Kept>`
      select id, user_id as "userId", public_key as "publicKey", name
        from gate.passkey_of_credential(${Buffer.from(credentialId, "base64url")})`);
}

async function verify(
  response: Response,
  { publicKey }: Kept,
  { challenge, isOnlyFactor }: Shown,
): Promise<VerifiedAuthenticationResponse | undefined> {
  try {
    return await verifyAuthenticationResponse({
      response,
      expectedChallenge: challenge,
      expectedOrigin: RELYING_PARTY.origin,
      expectedRPID: RELYING_PARTY.id,
      requireUserVerification: isOnlyFactor,
      // The library looks at the counter before the signature; ours is compared after it, and once for all processes.
      credential: { id: response.id, publicKey: new Uint8Array(publicKey), counter: 0 },
    });
  } catch (error) {
    // The library throws for each thing that is wrong with what a stranger sent.
    log.info("passkey refused", { because: String(error) });
    return undefined;
  }
}

type Use = { verified: VerifiedAuthenticationResponse; now: Date };

async function use(tx: TenantTx, { id, userId }: Kept, { verified, now }: Use): Promise<boolean> {
  const { newCounter, credentialBackedUp } = verified.authenticationInfo;
  const row = await tx.row<{ isFirst: boolean }>`
    select gate.use_passkey(${id}, ${userId}, ${newCounter}, ${credentialBackedUp}, ${now}) as "isFirst"`;
  return row!.isFirst;
}

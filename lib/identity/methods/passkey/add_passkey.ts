import { Buffer } from "node:buffer";
import { type VerifiedRegistrationResponse, verifyRegistrationResponse } from "@simplewebauthn/server";
import { asTenant } from "@/lib/db/as_tenant.ts";
import { newId } from "@/lib/ids.ts";
import { log } from "@/lib/log.ts";
import { tellOfFactor } from "../../factors/tell_of_factor.ts";
import { readRegistration } from "./read_response.ts";
import { RELYING_PARTY } from "./relying_party.ts";

export type AddedPasskey =
  | { ok: true }
  /** `taken`: this very credential is somebody's already. */
  | { ok: false; reason: "malformed_answer" | "wrong_answer" | "taken" | "too_many" };

type NewPasskey = {
  userId: string;
  /** The browser's answer as JSON. */
  response: string;
  /** The one that the browser was asked with; it counts once, and that is the caller's affair. */
  challenge: string;
  name: string;
  requestId?: string;
  now: Date;
};

/** A passkey is the person's, for every tenant where the person is a member. */
export async function addPasskey(
  tenantId: string,
  { userId, response: text, challenge, name, requestId, now }: NewPasskey,
): Promise<AddedPasskey> {
  const response = readRegistration(text);
  if (!response) return { ok: false, reason: "malformed_answer" };
  const verified = await verify(response, challenge);
  if (!verified?.verified) return { ok: false, reason: "wrong_answer" };
  const { credential, credentialBackedUp } = verified.registrationInfo;
  return await asTenant(tenantId, async (tx) => {
    const row = await tx.row<{ outcome: "added" | "taken" | "too_many" }>`
      select gate.add_passkey(
        ${newId()}, ${userId}, ${Buffer.from(credential.id, "base64url")}, ${credential.publicKey},
        ${credential.counter}, ${name}, ${
      credential.transports ?? []
    }, ${credentialBackedUp}, ${now}) as outcome`;
    const { outcome } = row!;
    if (outcome !== "added") return { ok: false, reason: outcome };
    await tellOfFactor(tx, { userId, change: "passkey_added", called: name, requestId });
    return { ok: true };
  });
}

type Registration = NonNullable<ReturnType<typeof readRegistration>>;

async function verify(
  response: Registration,
  challenge: string,
): Promise<VerifiedRegistrationResponse | undefined> {
  try {
    return await verifyRegistrationResponse({
      response,
      expectedChallenge: challenge,
      expectedOrigin: RELYING_PARTY.origin,
      expectedRPID: RELYING_PARTY.id,
      requireUserVerification: false,
    });
  } catch (error) {
    // The library throws for each thing that is wrong with what a stranger sent.
    log.info("passkey refused", { because: String(error) });
    return undefined;
  }
}

import { Buffer } from "node:buffer";
import { verifyRegistrationResponse } from "@simplewebauthn/server";
import { log } from "@/lib/log.ts";
import { readRegistration } from "./read_response.ts";
import { ALGORITHMS, RELYING_PARTY } from "./relying_party.ts";

/** What we know of a passkey that was just made; base64url where it is bytes, so that it can wait in a login's notes. */
export type NewPasskey = {
  credentialId: string;
  publicKey: string;
  counter: number;
  transports: string[];
  isSynced: boolean;
};

export type VerifiedNewPasskey =
  | { ok: true; made: NewPasskey }
  | { ok: false; reason: "malformed_answer" | "wrong_answer" };

type Made = {
  /** The browser's answer as JSON. */
  response: string;
  /** The one that the browser was asked with; it counts once, and that is the caller's affair. */
  challenge: string;
};

export async function verifyNewPasskey({ response: text, challenge }: Made): Promise<VerifiedNewPasskey> {
  const response = readRegistration(text);
  if (!response) return { ok: false, reason: "malformed_answer" };
  try {
    const { registrationInfo } = await verifyRegistrationResponse({
      response,
      expectedChallenge: challenge,
      expectedOrigin: RELYING_PARTY.origin,
      expectedRPID: RELYING_PARTY.id,
      requireUserVerification: false,
      supportedAlgorithmIDs: ALGORITHMS,
    });
    if (!registrationInfo) return { ok: false, reason: "wrong_answer" };
    const { credential: { id, publicKey, counter, transports = [] }, credentialBackedUp } = registrationInfo;
    return {
      ok: true,
      made: {
        credentialId: id,
        publicKey: Buffer.from(publicKey).toString("base64url"),
        counter,
        transports,
        isSynced: credentialBackedUp,
      },
    };
  } catch (error) {
    // The library throws for each thing that is wrong with what a stranger sent.
    log.info("passkey refused", { because: String(error) });
    return { ok: false, reason: "wrong_answer" };
  }
}

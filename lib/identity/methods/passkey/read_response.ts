import type { AuthenticationResponseJSON, RegistrationResponseJSON } from "@simplewebauthn/server";
import { z } from "zod";

const Base64Url = z.string().max(16_384).regex(/^[\w-]+$/);

const Credential = z.object({
  id: Base64Url,
  rawId: Base64Url,
  type: z.literal("public-key"),
  clientExtensionResults: z.object({}),
});

const Registration = Credential.extend({
  response: z.object({
    clientDataJSON: Base64Url,
    attestationObject: Base64Url,
    transports: z.array(z.string().max(20).regex(/^[a-z-]+$/)).max(10).default([]),
  }),
});

const Authentication = Credential.extend({
  response: z.object({
    clientDataJSON: Base64Url,
    authenticatorData: Base64Url,
    signature: Base64Url,
    userHandle: Base64Url.optional(),
  }),
});

/** What a browser sends of a new passkey; undefined for what is none. */
export function readRegistration(text: string): RegistrationResponseJSON | undefined {
  // Transports of tomorrow are texts, too; the library's type knows those of today.
  return Registration.safeParse(parsed(text)).data as RegistrationResponseJSON | undefined;
}

/** What a browser sends of a passkey that was shown; undefined for what is none. */
export function readAuthentication(text: string): AuthenticationResponseJSON | undefined {
  return Authentication.safeParse(parsed(text)).data;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

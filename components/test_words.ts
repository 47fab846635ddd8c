import type { DoorReason } from "@/lib/tenancy/door/refusal.ts";
import { OIDC_REFUSAL_WORDS } from "./oidc_words.ts";
import { SAML_REFUSAL_WORDS } from "./saml_words.ts";

/** What the house itself has against a login by a connection. */
const DOOR_WORDS: Partial<Record<DoorReason, string>> = {
  over: "The login was not finished within a quarter of an hour, or was begun anew meanwhile",
  not_a_member: "The member whom it brings in is deactivated",
  joins_nobody:
    "You are no member under this address, and the connection lets in members only. Change who joins by it",
  no_address:
    "The provider did not say an address. Add the scope email, or the attribute, and assign an address to the person there",
  address_not_verified: "The provider says that the address is not verified",
  outside_domains: "The address lies outside of your proven domains. Prove its domain, or invite the person",
  confirm_member:
    "A member has this address, but has not connected this identity yet. At the first sign-in they show once that it is them, by their password or whatever they use now; nobody is connected by an address alone",
};

const WORDS: Record<string, string> = { ...OIDC_REFUSAL_WORDS, ...SAML_REFUSAL_WORDS, ...DOOR_WORDS };

/** Why a test login came to nothing, or would not have let anybody in. */
export function testProblem(reason: string): string {
  return Object.hasOwn(WORDS, reason) ? WORDS[reason] : "The provider's answer could not be used";
}

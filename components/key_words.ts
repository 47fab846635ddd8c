import { API_KEY_SCOPES, type ApiKeyScope } from "@/lib/identity/api_key_scopes.ts";
import type { KeyState } from "@/lib/identity/list_api_keys.ts";

export const KEY_STATES: Record<KeyState, { tone: "good" | "waiting" | "bad" | "idle"; text: string }> = {
  active: { tone: "good", text: "Active" },
  expires_soon: { tone: "waiting", text: "Expires soon" },
  never_used: { tone: "idle", text: "Never used" },
  expired: { tone: "bad", text: "Expired" },
  revoked: { tone: "bad", text: "Revoked" },
};

/** `Read records, read usage`; a key that opens all says so. */
export function scopesText(scopes: ApiKeyScope[]): string {
  if (scopes.length === Object.keys(API_KEY_SCOPES).length) return "Everything";
  const text = scopes.map((it) => API_KEY_SCOPES[it].toLowerCase()).join(", ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}

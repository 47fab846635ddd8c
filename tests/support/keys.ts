import assert from "node:assert/strict";
import type { Actor } from "@/lib/audit/actor.ts";
import type { ApiKeyScope } from "@/lib/identity/api_key_scopes.ts";
import { createApiKey, type CreatedApiKey } from "@/lib/identity/create_api_key.ts";
import { newId } from "@/lib/ids.ts";

type Settings = {
  name: string;
  actor: Actor;
  now: Date;
  scopes?: ApiKeyScope[];
  expiresAt?: Date;
  perMinute?: number;
  allowedNetworks?: string[];
};

/** A key as a member makes one on the page. */
export async function makeKey(tenantId: string, settings: Settings): Promise<CreatedApiKey> {
  const result = await createApiKey(tenantId, { keyId: newId(), ...settings });
  assert(result.ok);
  return result.created;
}

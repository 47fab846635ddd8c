import assert from "node:assert/strict";
import type { Actor } from "@/lib/audit/actor.ts";
import { createApiKey, type CreatedApiKey } from "@/lib/identity/create_api_key.ts";
import { newId } from "@/lib/ids.ts";

/** A key as a member makes one on the page. */
export async function makeKey(
  tenantId: string,
  { name, actor, now }: { name: string; actor: Actor; now: Date },
): Promise<CreatedApiKey> {
  const result = await createApiKey(tenantId, { keyId: newId(), name, actor, now });
  assert(result.ok);
  return result.created;
}

import type { ApiKeyScope } from "@/lib/identity/api_key_scopes.ts";
import { requirePermission } from "@/routes/(_http)/require.ts";
import type { State } from "@/utils.ts";

/** Whoever is shown the secret of a key can do what the key may: nobody gets more by one than their role allows. */
export function requireScopes(state: State, scopes: ApiKeyScope[]): void {
  for (const it of scopes) requirePermission(state, it);
}

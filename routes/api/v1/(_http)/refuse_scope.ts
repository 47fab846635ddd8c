import type { ApiKeyScope } from "@/lib/identity/api_key_scopes.ts";
import { problem, problemType } from "@/routes/(_http)/problem.ts";
import type { State } from "@/utils.ts";

/** For a key that was not made for this; undefined for one that was. */
export function refuseScope({ apiKey, requestId }: State, needed: ApiKeyScope): Response | undefined {
  if (apiKey.scopes.includes(needed)) return undefined;
  return problem({
    status: 403,
    type: problemType("missing_scope"),
    detail: `The API key "${apiKey.name}" has no scope ${needed}`,
    missing_scope: needed,
    requestId,
  });
}

import { createDefine } from "fresh";
import type { Clock } from "@/components/Ago.tsx";
import type { Actor } from "@/lib/audit/actor.ts";
import type { AccessClaims } from "@/lib/identity/access_token.ts";
import type { Operator } from "@/lib/identity/operators/find_operator.ts";
import type { ApiKey } from "@/lib/identity/find_api_key.ts";
import type { Viewer } from "@/lib/tenancy/find_member.ts";
import type { Host } from "@/lib/tenancy/host.ts";
import type { DirectoryToken } from "@/lib/tenancy/scim/tokens/find_token.ts";
import type { Tenant } from "@/lib/tenancy/directory.ts";

/** What the middlewares find out about a request, each in its own area. */
export type State = {
  /** Public id, such as `req_…`. */
  requestId: string;
  host: Host;
  /** On a tenant's host. */
  tenant: Tenant;
  /** The secret by which this browser is known on this host; made when it is asked for. */
  device?: string;
  /** Who is signed in on this host; undefined for nobody. */
  session?: Session;
  /** `Set-Cookie` of a session that was renewed or has ended on the way; error pages bring them too. */
  cookies?: Headers;
  /** On pages of a tenant: the member behind the session. */
  member: Viewer;
  /** On pages of a tenant: now, on the clock of whoever looks. */
  clock: Clock;
  /** On pages of operators: who looks. */
  operator: Operator;
  /** Who acts, for audit entries; on guarded routes. */
  actor: Actor;
  /** In the API. */
  apiKey: ApiKey;
  /** In SCIM: the token of the tenant's directory. */
  directory: DirectoryToken;
};

/** As the access token says; an operator on the base host has no tenant. */
export type Session = AccessClaims;

export const define = createDefine<State>();

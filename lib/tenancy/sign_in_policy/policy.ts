import { IDLE_SECONDS, SESSION_SECONDS } from "@/lib/identity/lifetimes.ts";
import type { MethodKind } from "@/lib/identity/methods/port.ts";
import type { SessionLengths } from "@/lib/identity/open_member_session.ts";
import { type Sql, sql } from "@/lib/db/sql.ts";
import { isWithin } from "@/lib/networks.ts";

/** What a tenant asks of everybody who signs in. */
export type SignInPolicy = SessionLengths & {
  /** Undefined is every method there is. */
  allowedMethods?: MethodKind[];
  requiresSecondFactor: boolean;
  /** Whether a code of an app counts for another 30 seconds after its own. */
  takesLateCodes: boolean;
  /** In CIDR notation; empty is from anywhere. */
  allowedNetworks: string[];
};

/** Of a tenant that has said nothing. */
export const OPEN_POLICY: SignInPolicy = {
  requiresSecondFactor: false,
  takesLateCodes: true,
  sessionSeconds: SESSION_SECONDS,
  idleSeconds: IDLE_SECONDS,
  allowedNetworks: [],
};

export type PolicyRow = {
  allowed_methods: MethodKind[] | null;
  requires_second_factor: boolean;
  takes_late_codes: boolean;
  longest_session_minutes: number;
  longest_idle_minutes: number;
  allowed_networks: string[];
};

/** Goes into a statement that has more to ask, with `readPolicy()` for what comes out. */
export function selectPolicy(tenantId: string): Sql {
  return sql`select allowed_methods, requires_second_factor, takes_late_codes, longest_session_minutes, longest_idle_minutes,
                    allowed_networks
               from sign_in_policies where tenant_id = ${tenantId}`;
}

export function readPolicy(row: PolicyRow | null | undefined): SignInPolicy {
  if (!row) return OPEN_POLICY;
  return {
    allowedMethods: row.allowed_methods ?? undefined,
    requiresSecondFactor: row.requires_second_factor,
    takesLateCodes: row.takes_late_codes,
    sessionSeconds: row.longest_session_minutes * 60,
    idleSeconds: row.longest_idle_minutes * 60,
    allowedNetworks: row.allowed_networks,
  };
}

/** A second factor is the person's own affair; what a policy allows is how one begins. */
export function allowsMethod({ allowedMethods }: SignInPolicy, kind: MethodKind): boolean {
  return allowedMethods === undefined || allowedMethods.includes(kind);
}

/** @param place as `Visitor` has it: an IPv4 address, or the /64 of an IPv6 one. What cannot be read is in no network. */
export function allowsPlace({ allowedNetworks }: SignInPolicy, place: string): boolean {
  return allowedNetworks.length === 0 || isWithin(place, allowedNetworks);
}

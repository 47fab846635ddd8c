import type { TenantTx } from "@/lib/db/as_tenant.ts";
import { prepared, type Sql, sql } from "@/lib/db/sql.ts";
import { hashBearerSecret, isBearerSecret } from "../bearer_secret.ts";
import { networkOf } from "./network_of.ts";

/** What the person behind an address has come with before; all of it false for an address of nobody. */
export type Familiarity = {
  hasBeenHere: boolean;
  knowsDevice: boolean;
  knowsNetwork: boolean;
  /** Names, as a locator gives them; empty where no locator is plugged in. */
  countries: string[];
  /** Logins of the last hour that stopped at the second factor. */
  unanswered: number;
};

export const UNFAMILIAR: Familiarity = {
  hasBeenHere: false,
  knowsDevice: false,
  knowsNetwork: false,
  countries: [],
  unanswered: 0,
};

/** Of a browser and where it is now. */
export type Bearings = {
  /** The secret in the browser's own cookie; undefined for a browser without one. */
  device?: string;
  ip: string;
};

type Asked = Bearings & { now: Date };

/** One row of `Familiarity`, inside the tenant where somebody knocks. */
export function selectFamiliarity(who: { email: string } | { userId: string }, asked: Asked): Sql {
  const { email, userId } = { email: undefined, userId: undefined, ...who };
  const { device, ip, now } = asked;
  return prepared(
    "familiarity",
    sql`select has_been_here as "hasBeenHere", knows_device as "knowsDevice", knows_network as "knowsNetwork",
               countries, unanswered
          from gate.familiarity(${email}, ${userId}, ${hashOf(device)}, ${networkOf(ip)}, ${now})`,
  );
}

/** With the session that opens: what the person came with is known from now on. */
export async function rememberArrival(
  tx: TenantTx,
  { userId, device, ip, country, now }: Bearings & { userId: string; country?: string; now: Date },
): Promise<void> {
  await tx.rows`
    select gate.remember_arrival(${userId}, ${hashOf(device)}, ${networkOf(ip)}, ${country}, ${now})`;
}

function hashOf(device: string | undefined): Uint8Array | undefined {
  return device !== undefined && isBearerSecret(device) ? hashBearerSecret(device) : undefined;
}

import type { TenantTx } from "@/lib/db/as_tenant.ts";
import { anomaliesOf, type Anomaly, asksForMore } from "@/lib/identity/defence/anomalies.ts";
import { type Familiarity, selectFamiliarity } from "@/lib/identity/defence/familiarity.ts";
import type { Suspicion } from "@/lib/identity/defence/suspicion.ts";
import type { Visitor } from "@/lib/identity/visitor.ts";

/** How unlike earlier ones an arrival is. */
export type WeighedArrival = { anomalies: Anomaly[]; asksForMore: boolean };

type Arriving = {
  userId: string;
  /** What the method has found out on its way, which is not asked again. */
  suspicion?: Suspicion;
  visitor: Visitor;
  now: Date;
};

/** On the tenant's own host: only there the browser shows by what it is known. */
export async function weighArrival(
  tx: TenantTx,
  { userId, suspicion, visitor, now }: Arriving,
): Promise<WeighedArrival> {
  const familiarity = suspicion?.familiarity ??
    await tx.row<Familiarity>(selectFamiliarity({ userId }, { ...visitor, now }));
  const { failuresBefore = 0, isSpraying = false } = suspicion ?? {};
  const anomalies = anomaliesOf({ ...familiarity!, country: visitor.country, failuresBefore, isSpraying });
  return { anomalies, asksForMore: (suspicion?.asksForMore ?? false) || asksForMore(anomalies) };
}

import type { Permissions } from "@/lib/identity/permissions.ts";
import { isEventMeter, type Meter as MeterName, METERS } from "@/lib/usage/meters.ts";
import { Meter } from "./Meter.tsx";

type MetersProps = {
  meters: { meter: MeterName; used: number; limit?: number | null; projected?: number | null }[];
  /** Of whoever looks: nobody is led where they may not go. */
  permissions: Permissions;
  /** The month of the numbers, such as `2026-11`. */
  month: string;
};

/** Meters side by side, each leading to the rows behind its number. */
export function Meters({ meters, permissions, month }: MetersProps) {
  return (
    <div class="grid gap-x-8 gap-y-7 sm:grid-cols-2 xl:grid-cols-4">
      {meters.map(({ meter, used, limit, projected }) => (
        <Meter
          key={meter}
          label={METERS[meter].label}
          unit={METERS[meter].unit}
          used={used}
          limit={limit}
          projected={projected ?? undefined}
          href={rowsBehind(meter, { permissions, month })}
        />
      ))}
    </div>
  );
}

function rowsBehind(
  meter: MeterName,
  { permissions, month }: { permissions: Permissions; month: string },
): string | undefined {
  if (isEventMeter(meter)) return `/usage?meter=${meter}&month=${month}#events`;
  if (meter === "storage_bytes") return "/records";
  if (meter === "active_members" && permissions.has("members.read")) return "/members";
}

import { formatMoment } from "./format.ts";

/** A point in time on the tenant's clock; UTC in the title. */
export function Moment({ at, timeZone }: { at: Date; timeZone: string }) {
  const utc = at.toISOString();
  return (
    <time class="whitespace-nowrap" dateTime={utc} title={`${utc.slice(0, 19).replace("T", " ")} UTC`}>
      {formatMoment(at, timeZone)}
    </time>
  );
}

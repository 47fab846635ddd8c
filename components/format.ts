import { dayOf } from "@/lib/calendar.ts";
import type { METERS } from "@/lib/usage/meters.ts";

export type Unit = (typeof METERS)[keyof typeof METERS]["unit"];

const BYTE_STEPS = ["B", "KiB", "MiB", "GiB", "TiB"];

// Made once: to make one takes forty times as long as to use it.
const wholeNumbers = new Intl.NumberFormat("en-GB");
const compactNumbers = new Intl.NumberFormat("en-GB", { notation: "compact" });

export function formatNumber(number: number): string {
  return wholeNumbers.format(number);
}

/** `1.3K`, for an axis. */
export function formatCompact(number: number): string {
  return compactNumbers.format(number);
}

/** `1 member`, `1,250 members`: for words whose plural ends in s. */
export function formatCounted(number: number, noun: string): string {
  return `${formatNumber(number)} ${noun}${number === 1 ? "" : "s"}`;
}

/** `1,250` of most things; bytes in the step a person would say, such as `4.6 MiB`. */
export function formatQuantity(quantity: number, unit: Unit): string {
  return unit === "bytes" ? formatBytes(quantity) : formatNumber(quantity);
}

export function formatBytes(bytes: number): string {
  const exact = Math.log2(Math.max(bytes, 1)) / 10;
  // 1005 KiB are called 1 MiB.
  const step = Math.min(Math.floor(exact + Math.log2(1024 / 1000) / 10), BYTE_STEPS.length - 1);
  const scaled = bytes / 1024 ** step;
  return `${scaled >= 100 || step === 0 ? Math.round(scaled) : Number(scaled.toFixed(1))} ${
    BYTE_STEPS[step]
  }`;
}

/** `10,000+` for a count that stopped there. */
export function formatCount(count: number, { atMost }: { atMost: number }): string {
  return count > atMost ? `${formatNumber(atMost)}+` : formatNumber(count);
}

/** Beyond it, a share says less than the two numbers. */
const MOST_PERCENT = 999;

/** `+12 %` of what was before; undefined where there was nothing, or next to nothing, to compare with. */
export function formatChange(now: number, before: number): string | undefined {
  const percent = Math.round(((now - before) / before) * 100);
  if (before === 0 || percent > MOST_PERCENT) return undefined;
  return `${percent > 0 ? "+" : percent < 0 ? "−" : "±"}${Math.abs(percent)} %`;
}

/** `14 Nov 2026, 09:41` as the clocks of the time zone show it. */
export function formatMoment(moment: Date, timeZone: string): string {
  return formatterOf({ dateStyle: "medium", timeStyle: "short", timeZone }).format(moment);
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const relative = new Intl.RelativeTimeFormat("en-GB", { numeric: "auto" });

/** `5 minutes ago`, `yesterday, 09:41`, `14 Nov, 09:41`: the nearer it is, the less a clock is needed. */
export function formatAgo(moment: Date, { now, timeZone }: { now: Date; timeZone: string }): string {
  const passedMs = now.getTime() - moment.getTime();
  if (passedMs >= 0 && passedMs < MINUTE_MS) return "just now";
  if (passedMs >= 0 && passedMs < HOUR_MS) {
    return relative.format(-Math.floor(passedMs / MINUTE_MS), "minute");
  }
  const [day, today] = [moment, now].map((it) => dayOf(it, timeZone));
  const clock = formatterOf({ timeStyle: "short", timeZone }).format(moment);
  const days = Temporal.PlainDate.from(today).since(day).days;
  if (days === 0 || days === 1) return `${relative.format(-days, "day")}, ${clock}`;
  if (day.slice(0, 4) !== today.slice(0, 4)) return formatMoment(moment, timeZone);
  return `${formatterOf({ day: "numeric", month: "short", timeZone }).format(moment)}, ${clock}`;
}

/** `14 Nov` of a day such as `2026-11-14`. */
export function formatDay(day: string): string {
  return formatterOf({ day: "numeric", month: "short", timeZone: "UTC" }).format(
    new Date(`${day}T00:00:00Z`),
  );
}

/** `Sat 14 Nov` of a day such as `2026-11-14`. */
export function formatWeekday(day: string): string {
  const parts = { weekday: "short", day: "numeric", month: "short", timeZone: "UTC" } as const;
  return formatterOf(parts).format(new Date(`${day}T00:00:00Z`)).replace(",", "");
}

/** `November 2026` of a month such as `2026-11`. */
export function formatMonth(month: string): string {
  return formatterOf({ month: "long", year: "numeric", timeZone: "UTC" }).format(
    new Date(`${month}-01T00:00:00Z`),
  );
}

/** `Europe/Berlin`, `America/New York`. */
export function formatTimeZone(timeZone: string): string {
  return timeZone.replaceAll("_", " ");
}

const formatters = new Map<string, Intl.DateTimeFormat>();

/** A page shows hundreds of moments in one or two ways; to make a formatter is fifty times as dear as to use it. */
function formatterOf(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const name = JSON.stringify(options);
  let found = formatters.get(name);
  if (!found) {
    found = new Intl.DateTimeFormat("en-GB", options);
    formatters.set(name, found);
  }
  return found;
}

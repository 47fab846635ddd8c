import type { METERS } from "@/lib/usage/meters.ts";

export type Unit = (typeof METERS)[keyof typeof METERS]["unit"];

const BYTE_STEPS = ["B", "KiB", "MiB", "GiB", "TiB"];
const wholeNumbers = new Intl.NumberFormat("en-GB");

export function formatNumber(number: number): string {
  return wholeNumbers.format(number);
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
  const step = Math.min(Math.floor(Math.log2(Math.max(bytes, 1)) / 10), BYTE_STEPS.length - 1);
  const scaled = bytes / 1024 ** step;
  return `${scaled >= 100 || step === 0 ? Math.round(scaled) : Number(scaled.toFixed(1))} ${
    BYTE_STEPS[step]
  }`;
}

/** `14 Nov 2026, 09:41` as the clocks of the time zone show it. */
export function formatMoment(moment: Date, timeZone: string): string {
  return new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short", timeZone }).format(
    moment,
  );
}

/** `14 Nov` of a day such as `2026-11-14`. */
export function formatDay(day: string): string {
  return new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone: "UTC" })
    .format(new Date(`${day}T00:00:00Z`));
}

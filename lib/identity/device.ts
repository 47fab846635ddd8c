import Bowser from "bowser";

/** What a person calls a device by. */
export type Device = { browser?: string; system?: string };

/** As far as the browser says; it may say anything. */
export function deviceOf(userAgent: string | null): Device {
  if (!userAgent) return {};
  const { browser, os } = Bowser.parse(userAgent);
  return { browser: browser.name || undefined, system: os.name || undefined };
}

/** `Firefox on Windows`. */
export function deviceName(userAgent: string | null): string {
  const { browser, system } = deviceOf(userAgent);
  if (!browser && !system) return "Unknown device";
  return [browser ?? "A browser", system && `on ${system}`].filter(Boolean).join(" ");
}

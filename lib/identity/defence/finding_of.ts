import type { Anomaly } from "./anomalies.ts";

const FINDINGS: Record<Anomaly, string> = {
  new_device: "It came from a browser that you had not used before.",
  new_network: "It came from a network that you had not used before.",
  new_country: "It came from a country that you had not come from before.",
  spraying_source: "The same place has tried the passwords of many people.",
  mfa_fatigue: "Before it, a second factor was asked for several times and not given.",
  failures_then_success: "Before it, many wrong passwords were tried.",
};

/** For a mail to the person, a sentence. */
export function findingOf(anomaly: Anomaly): string {
  return FINDINGS[anomaly];
}

import type { Familiarity } from "./familiarity.ts";

/** What is odd about somebody who has just given the right answer. */
export type Anomaly =
  | "new_device"
  | "new_network"
  | "new_country"
  | "spraying_source"
  | "mfa_fatigue"
  | "failures_then_success";

/** On a person's first arrival ever everything is new, and nothing odd. */
export type Arrival = Familiarity & {
  /** Of this arrival; undefined where the locator cannot tell. */
  country?: string;
  /** Wrong answers for this person in the last hour, from anywhere. */
  failuresBefore: number;
  /** Whether this source has just tried many people. */
  isSpraying: boolean;
};

const MANY_FAILURES = 5;
/** Somebody who holds the password asks again and again, until the person gives in. */
const MANY_UNANSWERED = 4;

/** How much each weighs; what weighs this much together is answered by a step up. */
const WEIGHTS: Record<Anomaly, number> = {
  new_device: 1,
  new_network: 1,
  new_country: 2,
  spraying_source: 2,
  mfa_fatigue: 2,
  failures_then_success: 2,
};
const STEP_UP_FROM = 2;

export function anomaliesOf(arrival: Arrival): Anomaly[] {
  const { hasBeenHere, country, countries } = arrival;
  const is: Record<Anomaly, boolean> = {
    new_device: hasBeenHere && !arrival.knowsDevice,
    new_network: hasBeenHere && !arrival.knowsNetwork,
    new_country: country !== undefined && countries.length > 0 && !countries.includes(country),
    spraying_source: arrival.isSpraying,
    mfa_fatigue: arrival.unanswered >= MANY_UNANSWERED,
    // Whoever mistypes on the own device is no stranger.
    failures_then_success: !arrival.knowsDevice && arrival.failuresBefore >= MANY_FAILURES,
  };
  return (Object.keys(is) as Anomaly[]).filter((it) => is[it]);
}

/** Whether one factor is not enough this time. A new device alone is told by mail; a new one somewhere new has to show more. */
export function asksForMore(anomalies: Anomaly[]): boolean {
  return anomalies.reduce((sum, it) => sum + WEIGHTS[it], 0) >= STEP_UP_FROM;
}

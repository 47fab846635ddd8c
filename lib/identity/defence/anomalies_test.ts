import assert from "node:assert/strict";
import { anomaliesOf, type Anomaly, type Arrival, asksForMore } from "./anomalies.ts";

const AS_EVER: Arrival = {
  hasBeenHere: true,
  knowsDevice: true,
  knowsNetwork: true,
  countries: ["DE"],
  country: "DE",
  failuresBefore: 0,
  unanswered: 0,
  isSpraying: false,
};

const CASES: { name: string; arrival: Partial<Arrival>; found: Anomaly[]; more: boolean }[] = [
  { name: "nothing odd in an arrival as ever", arrival: {}, found: [], more: false },
  {
    name: "nothing odd in the first arrival ever",
    arrival: { hasBeenHere: false, knowsDevice: false, knowsNetwork: false, countries: [] },
    found: [],
    more: false,
  },
  { name: "a new device", arrival: { knowsDevice: false }, found: ["new_device"], more: false },
  { name: "a new network", arrival: { knowsNetwork: false }, found: ["new_network"], more: false },
  {
    name: "a new device on a new network",
    arrival: { knowsDevice: false, knowsNetwork: false },
    found: ["new_device", "new_network"],
    more: true,
  },
  { name: "a new country", arrival: { country: "NZ" }, found: ["new_country"], more: true },
  { name: "no country where no locator tells", arrival: { country: undefined }, found: [], more: false },
  {
    name: "no new country where none is known yet",
    arrival: { countries: [], country: "NZ" },
    found: [],
    more: false,
  },
  {
    name: "a source that tries many people",
    arrival: { isSpraying: true },
    found: ["spraying_source"],
    more: true,
  },
  {
    name: "many questions for a second factor without an answer",
    arrival: { unanswered: 4 },
    found: ["mfa_fatigue"],
    more: true,
  },
  { name: "no fatigue in three of them", arrival: { unanswered: 3 }, found: [], more: false },
  {
    name: "many failures, then success on a device that is not known",
    arrival: { knowsDevice: false, failuresBefore: 5 },
    found: ["new_device", "failures_then_success"],
    more: true,
  },
  {
    name: "no stranger in who mistypes on the own device",
    arrival: { failuresBefore: 20 },
    found: [],
    more: false,
  },
];

for (const { name, arrival, found, more } of CASES) {
  Deno.test(`anomaliesOf() finds ${name}`, () => {
    const anomalies = anomaliesOf({ ...AS_EVER, ...arrival });
    assert.deepEqual(anomalies, found);
    assert.equal(asksForMore(anomalies), more);
  });
}

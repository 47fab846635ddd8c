import assert from "node:assert/strict";
import { renderToString } from "preact-render-to-string";
import { Meter } from "./Meter.tsx";

const said: [used: number, limit: number | undefined, text: RegExp][] = [
  [11_002, 10_000, /1,002 over what the trial includes/],
  [10_000, 10_000, /All that the trial includes is used/],
  [9_999, 10_000, /99 % of what the trial includes is used/],
  [3, 0, /Not granted at present/],
];

for (const [used, limit, text] of said) {
  Deno.test(`Meter: ${used} of ${limit} says ${text.source}`, () => {
    assert.match(renderToString(<Meter label="API calls" unit="calls" used={used} limit={limit} />), text);
  });
}

Deno.test("Meter: far from its limit, or without one, it warns of nothing", () => {
  for (const limit of [10_000, undefined]) {
    const html = renderToString(<Meter label="API calls" unit="calls" used={100} limit={limit} />);
    assert.doesNotMatch(html, /trial|text-error/);
  }
});

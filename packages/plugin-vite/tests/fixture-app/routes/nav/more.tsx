import { signal } from "@preact/signals";
import type { RouteConfig } from "fresh";
import { Partial } from "fresh/runtime";
import Counter from "../../islands/Counter.tsx";
import { define } from "../../utils.ts";

export const config: RouteConfig = { skipAppWrapper: true, skipInheritedLayouts: true };
let added = 0;

export default define.page(({ url }) => (
  <Partial name="list" mode={url.searchParams.get("mode") === "prepend" ? "prepend" : "append"}>
    <li key="one" id="one">one, seen {++added}</li>
    <li key={`added ${added}`}>
      added <Counter id={`added-${added}`} count={signal(added)} />
    </li>
  </Partial>
));

import type { RouteConfig } from "fresh";
import { Partial } from "fresh/runtime";
import { define } from "../../utils.ts";

export const config: RouteConfig = { skipAppWrapper: true, skipInheritedLayouts: true };

export default define.page(({ url }) => (
  <Partial name="content">
    <h1>Part {url.search}</h1>
  </Partial>
));

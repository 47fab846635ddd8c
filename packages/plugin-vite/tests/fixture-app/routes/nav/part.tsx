import type { RouteConfig } from "fresh";
import { Partial } from "fresh/runtime";

export const config: RouteConfig = { skipAppWrapper: true, skipInheritedLayouts: true };

export default () => (
  <Partial name="content">
    <h1>Part</h1>
  </Partial>
);

import type { RouteConfig } from "fresh";

export const config: RouteConfig = { routeOverride: "/moved/:id" };

export default () => <p>Moved</p>;

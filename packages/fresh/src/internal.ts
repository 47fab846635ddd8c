/** What the server entry that the Vite plugin generates needs. @module */
export { setBuild } from "./app.ts";
export type { Build } from "./build.ts";
export { islandsOf } from "./islands_of.ts";

/** What the server entry that the Vite plugin generates needs. @module */
export { setBuild } from "./app.ts";
export { type Build, islandsOf } from "./build.ts";

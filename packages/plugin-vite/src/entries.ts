import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Build } from "fresh/internal";
import { findIslands, findRoutes, isLazyRoute } from "./crawl.ts";
import type { Project } from "./options.ts";

/** Modules that exist only in Vite. */
export const SERVER_ENTRY = "fresh:server-entry";
export const CLIENT_ENTRY = "fresh:client-entry";
/** An export of the linked package, which needs nothing of the app. */
export const PARTIALS_ENTRY = "fresh/runtime-partials";

/** Where the browser finds what belongs to an app; different in development and after a build. */
export interface ClientAssets extends Pick<Build, "buildId" | "clientEntry" | "partialsEntry" | "css"> {
  /** By the island's name. */
  islands: Record<string, { chunk: string; css: string[] }>;
}

/** The same of a build, as JSON. */
export interface BuiltAssets extends ClientAssets {
  routeCss: Record<string, string[]>;
  files: [path: string, file: { hash: string; size: number }][];
}

/** The module that ties routes and islands to the app; `start` makes its handler. */
export function serverEntryCode(project: Project, mode: "development" | "production"): string {
  const routes = findRoutes(project).map((route) => ({ ...route, isLazy: isLazyRoute(route) }));
  const islands = findIslands(project);
  const isBuild = mode === "production";
  return `
import { islandsOf, setBuild } from "fresh/internal";
import { app } from ${text(project.serverEntry)};
${routes.map(({ file, isLazy }, at) => isLazy ? "" : `import * as route${at} from ${text(file)};\n`).join("")}
${islands.map(({ file }, at) => `import * as island${at} from ${text(file)};`).join("\n")}

export { app };

export function start({ islands, ...assets }) {
  setBuild(app, {
    ...assets,
    root: ${isBuild ? "`${import.meta.dirname}/../..`" : text(project.root)},
    clientDir: ${isBuild ? "`${import.meta.dirname}/../client`" : text(project.staticDir)},
    mode: ${text(mode)},
    routes: [
      ${
    routes.map(({ path, file, isLazy }, at) =>
      `[${text(path)}, ${isLazy ? `() => import(${text(file)})` : `route${at}`}]`
    ).join(",\n      ")
  }
    ],
    islands: [
      ${
    islands.map(({ name }, at) =>
      `...islandsOf(island${at}, { name: ${text(name)}, ...islands[${text(name)}] })`
    ).join(",\n      ")
  }
    ],
  });
  return app.handler();
}
`;
}

/** The first script of a page with islands. */
export function clientEntryCode(project: Project, isBuild: boolean): string {
  const first = isBuild ? [] : [join(import.meta.dirname!, "keep_signals.ts")];
  if (existsSync(project.clientEntry)) first.push(project.clientEntry);
  const imports = first.map((file) => `import ${text(file)};\n`).join("");
  return `${imports}export { boot } from "fresh/runtime-client";\n`;
}

/** `server.js` of a build: the server's code together with what the client's build says. */
export function builtServerCode({ routeCss, files, ...assets }: BuiltAssets): string {
  return `import { start } from "./server/entry.js";

const assets = ${JSON.stringify(assets, null, 2)};
const routeCss = ${JSON.stringify(routeCss, null, 2)};
const files = new Map(${JSON.stringify(files, null, 2)});

export default { fetch: start({ ...assets, files, cssOf: (path) => routeCss[path] ?? [] }) };
`;
}

function text(value: unknown): string {
  return JSON.stringify(value);
}

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
export function serverEntryCode(project: Project, isBuild: boolean): string {
  const imports: string[] = [];
  const imported = (file: string) => {
    const name = `module${imports.length}`;
    imports.push(`import * as ${name} from ${text(file)};`);
    return name;
  };
  const routes = findRoutes(project).map((route) => {
    const { path, file } = route;
    return `[${text(path)}, ${isLazyRoute(route) ? `() => import(${text(file)})` : imported(file)}],`;
  });
  const islands = findIslands(project).map(({ name, file }) =>
    `...islandsOf(${imported(file)}, { name: ${text(name)}, ...islands[${text(name)}] }),`
  );
  return `
import { islandsOf, setBuild } from "fresh/internal";
import { app } from ${text(project.serverEntry)};
${imports.join("\n")}

export { app };

export function start({ islands, ...assets }) {
  setBuild(app, {
    ...assets,
    root: ${isBuild ? "`${import.meta.dirname}/../..`" : text(project.root)},
    clientDir: ${isBuild ? "`${import.meta.dirname}/../client`" : text(project.staticDir)},
    mode: ${text(isBuild ? "production" : "development")},
    routes: [
      ${routes.join("\n      ")}
    ],
    islands: [
      ${islands.join("\n      ")}
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

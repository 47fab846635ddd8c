import { existsSync } from "node:fs";
import type { Build } from "fresh/internal";
import { findIslands, findRoutes } from "./crawl.ts";
import type { Project } from "./options.ts";

/** Modules that exist only in Vite. */
export const SERVER_ENTRY = "fresh:server-entry";
export const CLIENT_ENTRY = "fresh:client-entry";
/** An export of the linked package, which needs nothing of the app. */
export const PARTIALS_ENTRY = "fresh/runtime-partials";

/** Where the browser finds what belongs to an app; different in development and after a build. */
export interface ClientAssets {
  clientEntry: string;
  partialsEntry: string;
  scripts: string[];
  css: string[];
  /** By the island's file. */
  islands: Map<string, { chunk: string; css: string[] }>;
}

export type ServerSettings = Pick<Build, "mode" | "buildId" | "files"> & {
  /** JavaScript expressions, because a build may be moved to another folder. */
  root: string;
  clientDir: string;
};

/** The module that ties routes and islands to the app and exports its handler. */
export function serverEntryCode(project: Project, assets: ClientAssets, settings: ServerSettings): string {
  const routes = findRoutes(project);
  const islands = findIslands(project);
  const { clientEntry, partialsEntry, scripts, css } = assets;
  const { mode, buildId, files, root, clientDir } = settings;
  return `
import { islandsOf, setBuild } from "fresh/internal";
import { app } from ${text(project.serverEntry)};
${routes.map(({ file }, index) => `import * as route${index} from ${text(file)};`).join("\n")}
${islands.map(({ file }, index) => `import * as island${index} from ${text(file)};`).join("\n")}

setBuild(app, {
  root: ${root},
  clientDir: ${clientDir},
  mode: ${text(mode)},
  buildId: ${text(buildId)},
  clientEntry: ${text(clientEntry)},
  partialsEntry: ${text(partialsEntry)},
  scripts: ${text(scripts)},
  css: ${text(css)},
  routes: [
    ${routes.map(({ path }, index) => `[${text(path)}, route${index}]`).join(",\n    ")}
  ],
  islands: [
    ${
    islands.map(({ name, file }, index) =>
      `...islandsOf(island${index}, ${text({ name, ...assets.islands.get(file) })})`
    ).join(",\n    ")
  }
  ],
  files: ${files ? `new Map(${JSON.stringify([...files], null, 2)})` : "null"},
});

const fetch = app.handler();
export default { fetch };
`;
}

/** The first script of a page with islands. */
export function clientEntryCode(project: Project): string {
  const own = existsSync(project.clientEntry) ? `import ${text(project.clientEntry)};\n` : "";
  return `${own}export { boot } from "fresh/runtime-client";\n`;
}

function text(value: unknown): string {
  return JSON.stringify(value);
}

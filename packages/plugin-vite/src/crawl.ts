import { basename, relative } from "node:path";
import { filesBelow } from "./files_below.ts";
import type { Project } from "./options.ts";

export interface IslandFile {
  /** Unique among the islands of the app, and an identifier. */
  name: string;
  /** Its path, or the specifier of a package. */
  file: string;
}

const MODULE = /\.(ts|tsx|js|jsx|mjs)$/;
const TEST = /[._]test\.\w+$/;
const SPECIAL = /^_(app|layout|middleware|error|404|500)\./;

export interface RouteFile {
  /** Below the routes folder. */
  path: string;
  file: string;
}

/** Routes with their paths below the routes folder. */
export function findRoutes(project: Project): RouteFile[] {
  const { routeDir } = project;
  return modulesBelow(routeDir, project).map((file) => ({ path: `/${relative(routeDir, file)}`, file }))
    .filter(({ path }) =>
      !path.includes("/(_") && (SPECIAL.test(basename(path)) || !basename(path).startsWith("_"))
    );
}

/** Only the address of a route has to be known before it is asked for, and `routeOverride` changes it. */
export function isLazyRoute({ path, file }: RouteFile): boolean {
  return !SPECIAL.test(basename(path)) && !Deno.readTextFileSync(file).includes("routeOverride");
}

export function findIslands(project: Project): IslandFile[] {
  const { islandsDir, routeDir, islandSpecifiers } = project;
  const beside = modulesBelow(routeDir, project).filter((file) => file.includes("/(_islands)/"));
  const taken = new Map<string, number>();
  return [...modulesBelow(islandsDir, project), ...beside, ...islandSpecifiers].map((file) => {
    const name = pascalCase(basename(file).replace(MODULE, ""));
    const count = taken.get(name) ?? 0;
    taken.set(name, count + 1);
    return { name: count === 0 ? name : `${name}_${count}`, file };
  });
}

function modulesBelow(folder: string, { ignore }: Project): string[] {
  return filesBelow(folder).filter((file) =>
    MODULE.test(file) && !TEST.test(file) && !ignore.some((pattern) => pattern.test(file))
  );
}

function pascalCase(name: string): string {
  const words = name.split(/\W+/).map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  return words.join("").replace(/^(?=\d)/, "_");
}

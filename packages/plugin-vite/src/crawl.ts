import { existsSync } from "node:fs";
import { basename, join, relative } from "node:path";
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

/** Routes with their paths below the routes folder, in an order that does not depend on the disk. */
export function findRoutes({ routeDir, ignore }: Project): RouteFile[] {
  return filesBelow(routeDir, ignore)
    .map((file) => ({ path: `/${relative(routeDir, file)}`, file }))
    .filter(({ path }) =>
      !path.includes("/(_") && (SPECIAL.test(basename(path)) || !basename(path).startsWith("_"))
    );
}

/** Only the address of a route has to be known before it is asked for, and `routeOverride` changes it. */
export function isLazyRoute({ path, file }: RouteFile): boolean {
  return !SPECIAL.test(basename(path)) && !Deno.readTextFileSync(file).includes("routeOverride");
}

export function findIslands({ islandsDir, routeDir, ignore, islandSpecifiers }: Project): IslandFile[] {
  const local = filesBelow(routeDir, ignore).filter((file) => file.includes("/(_islands)/"));
  const taken = new Map<string, number>();
  return [...filesBelow(islandsDir, ignore), ...local, ...islandSpecifiers].map((file) => {
    const name = pascalCase(basename(file).replace(MODULE, ""));
    const count = taken.get(name) ?? 0;
    taken.set(name, count + 1);
    return { name: count === 0 ? name : `${name}_${count}`, file };
  });
}

function filesBelow(folder: string, ignore: RegExp[]): string[] {
  if (!existsSync(folder)) return [];
  const entries = [...Deno.readDirSync(folder)];
  return entries.sort((a, b) => a.name < b.name ? -1 : 1).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (ignore.some((pattern) => pattern.test(path))) return [];
    if (entry.isDirectory) return filesBelow(path, ignore);
    return MODULE.test(path) && !TEST.test(path) ? [path] : [];
  });
}

function pascalCase(name: string): string {
  return name.split(/\W+/).map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("").replace(
    /^(?=\d)/,
    "_",
  );
}

import type { EnvironmentModuleNode } from "vite";
import { findIslands } from "./crawl.ts";
import { SERVER_ENTRY } from "./entries.ts";
import type { Project } from "./options.ts";
import { isStyle } from "./styles.ts";

/** Whether the server renders a changed module by itself; what only islands use is exchanged in the browser. */
export function needsReload(changed: EnvironmentModuleNode[], project: Project): boolean {
  const islands = new Set(findIslands(project).map(({ file }) => file));
  const seen = new Set<EnvironmentModuleNode>();
  const reachesPage = (module: EnvironmentModuleNode): boolean => {
    if (seen.has(module) || islands.has(module.file ?? "") || isStyle(module.id ?? "")) return false;
    seen.add(module);
    return module.id === `\0${SERVER_ENTRY}` || [...module.importers].some(reachesPage);
  };
  return changed.some(reachesPage);
}

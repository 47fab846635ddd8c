import { join } from "node:path";
import type { EnvironmentModuleNode, Plugin } from "vite";
import { findIslands } from "./crawl.ts";
import { SERVER_ENTRY } from "./entries.ts";
import type { Project } from "./options.ts";
import { isStyle } from "./styles.ts";

const CLIENT = JSON.stringify(join(import.meta.dirname!, "refresh_client.ts"));

/** Lets a component of an island be edited while it keeps its state. */
export function refresh(): Plugin {
  return {
    name: "fresh:refresh",
    apply: "serve",
    transform(code, id) {
      if (this.environment.name !== "client" || !/\$Refresh(Reg|Sig)\$\(/.test(code)) return;
      const before = `import { flush as $flush$, refreshing as $refreshing$ } from ${CLIENT};` +
        `const { $RefreshReg$, $RefreshSig$ } = $refreshing$(${JSON.stringify(id)});`;
      return { code: `${before}${code}\nimport.meta.hot.accept((fresh) => fresh && $flush$());`, map: null };
    },
  };
}

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

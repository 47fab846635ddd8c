/** The Vite plugin of Fresh: development server and build. @module */
import { rmSync } from "node:fs";
import { join } from "node:path";
import prefresh from "@prefresh/vite";
import type { Plugin, PluginOption, Rolldown, ViteBuilder } from "vite";
import { builtAssets } from "./built_assets.ts";
import { findIslands, findRoutes } from "./crawl.ts";
import { denoFile, withoutRegistry } from "./deno_file.ts";
import { serveApp, withoutCssImports } from "./dev_server.ts";
import { builtServerCode, CLIENT_ENTRY, clientEntryCode, SERVER_ENTRY, serverEntryCode } from "./entries.ts";
import { needsReload } from "./needs_reload.ts";
import { type FreshViteConfig, type Project, projectAt } from "./options.ts";
import { withPublicEnv } from "./public_env.ts";
import { stylesOf, withCssExport } from "./styles.ts";
import { viteSettings } from "./vite_settings.ts";

export type { FreshViteConfig } from "./options.ts";

export function fresh(options: FreshViteConfig = {}): PluginOption[] {
  let project: Project;
  let isBuild = false;
  /** The stylesheets of route files, by their paths. */
  const styles = new Map<string, string[]>();

  async function buildApp(builder: ViteBuilder): Promise<void> {
    const { client, ssr } = builder.environments;
    const { outDir } = project;
    rmSync(outDir, { recursive: true, force: true });
    // The server first: it tells which stylesheets the routes need.
    await builder.build(ssr);
    const output = await builder.build(client) as Rolldown.RolldownOutput;
    const assets = builtAssets(output, { project, styles, islands: findIslands(project) });
    Deno.writeTextFileSync(join(outDir, "server.js"), builtServerCode(assets));
  }

  return [{
    name: "fresh",
    enforce: "pre",
    sharedDuringBuild: true,

    config(user, { command }) {
      project = projectAt(user.root ?? Deno.cwd(), options);
      isBuild = command === "build";
      return {
        ...viteSettings(project, isBuild),
        cacheDir: user.cacheDir ?? "node_modules/.vite",
        publicDir: project.staticDir,
        builder: { sharedConfigBuild: true, buildApp },
      };
    },

    configureServer: (server) => serveApp(server, project),

    buildStart() {
      if (!isBuild || this.environment.name !== "client") return;
      for (const id of new Set([...styles.values()].flat())) this.emitFile({ type: "chunk", id });
    },

    buildEnd() {
      if (!isBuild || this.environment.name !== "ssr") return;
      const importsOf = (id: string) => this.getModuleInfo(id)?.importedIds ?? [];
      for (const { path, file } of findRoutes(project)) styles.set(path, stylesOf(file, project, importsOf));
    },

    async resolveId(id, importer) {
      if (id === SERVER_ENTRY || id === CLIENT_ENTRY) return `\0${id}`;
      const file = denoFile(id);
      if (!file) return;
      if (!file.includes("/node_modules/")) return await this.resolve(file, importer, { skipSelf: true });
      if (isBuild && this.environment.name === "ssr") return { id, external: true };
      return await this.resolve(withoutRegistry(id), importer, { skipSelf: true });
    },

    load(id) {
      if (id === `\0${CLIENT_ENTRY}`) return clientEntryCode(project, isBuild);
      if (id === `\0${SERVER_ENTRY}`) return serverEntryCode(project, isBuild);
    },

    transform(code, id) {
      if (id.includes("/node_modules/")) return;
      let edited = withPublicEnv(code);
      if (id.startsWith(project.routeDir)) edited = withCssExport(edited, id, project);
      if (!isBuild && id === project.clientEntry) edited = withoutCssImports(edited);
      if (edited !== code) return { code: edited, map: null };
    },

    hotUpdate({ type, file, modules, server, timestamp }) {
      if (this.environment.name !== "ssr") return;
      const { moduleGraph } = this.environment;
      const { routeDir, islandsDir, clientEntry } = project;
      const entry = moduleGraph.getModuleById(`\0${SERVER_ENTRY}`);
      const isListed = [routeDir, islandsDir, clientEntry].some((path) => file.startsWith(path));
      const changed = entry && isListed && type !== "update" ? [...modules, entry] : modules;
      if (changed.length === 0) return;
      for (const module of changed) moduleGraph.invalidateModule(module, new Set(), timestamp, true);
      if (needsReload(changed, project)) server.environments.client.hot.send({ type: "full-reload" });
      return changed;
    },
  }, prefresh() as Promise<Plugin[]>];
}

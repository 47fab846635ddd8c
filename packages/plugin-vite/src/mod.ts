/** The Vite plugin of Fresh: development server and build. @module */
import { createHash } from "node:crypto";
import { rmSync } from "node:fs";
import type { Plugin, Rolldown, ViteBuilder } from "vite";
import { builtAssets, hashFiles } from "./built_assets.ts";
import { findIslands } from "./crawl.ts";
import { DenoImports } from "./deno_imports.ts";
import { devAssets, serveApp, withoutCssImports } from "./dev_server.ts";
import {
  CLIENT_ENTRY,
  type ClientAssets,
  clientEntryCode,
  SERVER_ENTRY,
  serverEntryCode,
  type ServerSettings,
} from "./entries.ts";
import { type FreshViteConfig, type Project, projectAt } from "./options.ts";

import { viteSettings } from "./vite_settings.ts";

export type { FreshViteConfig } from "./options.ts";

export function fresh(options: FreshViteConfig = {}): Plugin[] {
  let project: Project;
  let imports: DenoImports;
  let isBuild = false;
  let built: { assets: ClientAssets; settings: ServerSettings };

  async function buildApp(builder: ViteBuilder): Promise<void> {
    const { client, ssr } = builder.environments;
    rmSync(project.outDir, { recursive: true, force: true });
    const output = await builder.build(client) as Rolldown.RolldownOutput;
    const files = hashFiles(`${project.outDir}/client`);
    built = {
      assets: builtAssets(output, findIslands(project)),
      settings: {
        mode: "production",
        buildId: createHash("sha1").update(JSON.stringify([...files])).digest("hex"),
        files,
        root: "`${import.meta.dirname}/..`",
        clientDir: "`${import.meta.dirname}/client`",
      },
    };
    await builder.build(ssr);
  }

  return [{
    name: "fresh",
    enforce: "pre",
    sharedDuringBuild: true,

    config(user, { command }) {
      project = projectAt(user.root ?? Deno.cwd(), options);
      imports = new DenoImports(project.root);
      isBuild = command === "build";
      return {
        ...viteSettings(project, imports),
        cacheDir: user.cacheDir ?? "node_modules/.vite",
        // In development the app serves its static files itself.
        publicDir: isBuild ? project.staticDir : false,
        builder: { sharedConfigBuild: true, buildApp },
      };
    },

    configureServer: (server) => serveApp(server, project, SERVER_ENTRY),

    async resolveId(id, importer) {
      if (id === SERVER_ENTRY || id === CLIENT_ENTRY) return `\0${id}`;
      const target = imports.resolve(id, importer);
      if (!target) return;
      if ("file" in target) return await this.resolve(target.file, importer, { skipSelf: true });
      if (this.environment.name === "client") {
        return await this.resolve(target.npm, importer, { skipSelf: true });
      }
      // While developing, Vite itself leaves packages to the runtime.
      if (isBuild) return { id: target.bare, external: true };
    },

    load(id) {
      if (id === `\0${CLIENT_ENTRY}`) return clientEntryCode(project);
      if (id !== `\0${SERVER_ENTRY}`) return;
      if (isBuild) return serverEntryCode(project, built.assets, built.settings);
      return serverEntryCode(project, devAssets(project), devSettings(project));
    },

    transform(code, id) {
      if (!isBuild && id === project.clientEntry) return { code: withoutCssImports(code), map: null };
    },

    hotUpdate({ type, file, modules, server, timestamp }) {
      if (this.environment.name !== "ssr") return;
      const { moduleGraph } = this.environment;
      const entry = moduleGraph.getModuleById(`\0${SERVER_ENTRY}`);
      const isListed = [project.routeDir, project.islandsDir, project.clientEntry].some((path) =>
        file.startsWith(path)
      );
      const changed = entry && isListed && type !== "update" ? [...modules, entry] : modules;
      if (changed.length === 0) return;
      for (const module of changed) moduleGraph.invalidateModule(module, new Set(), timestamp, true);
      server.environments.client.hot.send({ type: "full-reload" });
      return changed;
    },
  }];
}

function devSettings({ root, staticDir }: Project): ServerSettings {
  const [rootText, clientDir] = [root, staticDir].map((path) => JSON.stringify(path));
  return { mode: "development", buildId: "development", files: null, root: rootText, clientDir };
}

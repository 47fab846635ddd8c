import assert from "node:assert/strict";
import { DenoImports } from "./deno_imports.ts";

const root = Deno.makeTempDirSync();
Deno.mkdirSync(`${root}/linked`);
Deno.writeTextFileSync(
  `${root}/deno.json`,
  JSON.stringify({
    links: ["./linked"],
    imports: {
      "@/": "./",
      "@/lib/": "./source/",
      "frame": "jsr:@acme/frame@^1.0.0",
      "preact": "npm:preact@10.29.8",
      "@scope/pkg": "npm:@scope/pkg@^2",
      "short": "npm:long-name@1/deep",
    },
  }),
);
Deno.writeTextFileSync(
  `${root}/linked/deno.json`,
  JSON.stringify({
    name: "@acme/frame",
    exports: { ".": "./mod.ts", "./runtime": "./runtime.ts" },
    imports: { "preact": "npm:preact@10.29.8", "inner": "npm:inner@3", "#x/": "./x/" },
  }),
);
const imports = new DenoImports(root);
globalThis.addEventListener("unload", () => Deno.removeSync(root, { recursive: true }));

Deno.test("DenoImports follows the imports and links of the app", () => {
  const app = `${root}/main.ts`;
  const cases: Record<string, unknown> = {
    "@/a/b.ts": { file: `${root}/a/b.ts` },
    "@/lib/c.ts": { file: `${root}/source/c.ts` },
    "frame": { file: `${root}/linked/mod.ts` },
    "frame/runtime": { file: `${root}/linked/runtime.ts` },
    "jsr:@acme/frame@1/runtime": { file: `${root}/linked/runtime.ts` },
    "preact/hooks": { npm: "preact/hooks", bare: "preact/hooks" },
    "@scope/pkg/sub.js": { npm: "@scope/pkg/sub.js", bare: "@scope/pkg/sub.js" },
    "short": { npm: "long-name/deep", bare: "short" },
    "npm:other@2/x": { npm: "other/x", bare: "npm:other@2/x" },
    "unknown": undefined,
    "./relative.ts": undefined,
    "/absolute.ts": undefined,
    "node:path": undefined,
    "\0virtual": undefined,
  };
  for (const [specifier, target] of Object.entries(cases)) {
    assert.deepEqual(imports.resolve(specifier, app), target, specifier);
  }
});

Deno.test("DenoImports gives a linked package its own imports first", () => {
  const linked = `${root}/linked/mod.ts`;
  assert.deepEqual(imports.resolve("#x/y.ts", linked), { file: `${root}/linked/x/y.ts` });
  assert.deepEqual(imports.resolve("inner", linked), { npm: "inner", bare: "npm:inner@3" });
  assert.deepEqual(imports.resolve("preact", linked), { npm: "preact", bare: "preact" });
  assert.deepEqual(imports.linkedPackages, ["preact", "inner"]);
});

Deno.test("DenoImports refuses a JSR package that is not linked", () => {
  assert.throws(
    () => imports.resolve("jsr:@std/path", undefined),
    /"jsr:@std\/path": want a package and export/,
  );
  assert.throws(() => imports.resolve("frame/internal", undefined), /among the "links"/);
});

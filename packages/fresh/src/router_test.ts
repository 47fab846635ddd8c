import assert from "node:assert/strict";
import { Router } from "./router.ts";

function routerOf(...patterns: string[]): Router<string> {
  const router = new Router<string>();
  for (const pattern of patterns) router.at(pattern).add([["GET", pattern]]);
  return router;
}

Deno.test("Router prefers a static path to a pattern that was added before", () => {
  assert.equal(routerOf("/books/:id", "/books/new").match("/books/new")?.place.pattern, "/books/new");
});

Deno.test("Router tries patterns in the order in which they were added", () => {
  assert.equal(routerOf("/:a/x", "/:b/:c").match("/1/x")?.place.pattern, "/:a/x");
  assert.equal(routerOf("/:b/:c", "/:a/x").match("/1/x")?.place.pattern, "/:b/:c");
});

Deno.test("Router finds a static path with and without a slash at its end", () => {
  const router = routerOf("/about", "/", "/list/");
  for (const path of ["/about", "/about/", "/", "/list", "/list/"]) {
    assert.ok(router.match(path), path);
  }
  assert.equal(routerOf("/p/:id").match("/p/1/"), undefined);
});

Deno.test("Router lets the first path that fits decide, also when its method does not", () => {
  const router = new Router<string>();
  router.at("/:id").add([["GET", "get"]]);
  router.at("/:slug").add([["POST", "post"]]);
  assert.equal(router.match("/x")!.place.actionFor("POST"), undefined);
});

Deno.test("Router decodes parameters but leaves an encoded slash", () => {
  assert.deepEqual(routerOf("/p/:id").match("/p/a%20b%2Fc")?.params, { id: "a b%2Fc" });
});

Deno.test("Router matches what URLPattern matches", () => {
  const cases: [string, string, Record<string, string> | undefined][] = [
    ["/foo/*", "/foo/a/b", { "0": "a/b" }],
    ["/old/:path*", "/old", {}],
    ["/old/:path*", "/old/a/b", { path: "a/b" }],
    ["/docs{/:version}?", "/docs", {}],
    ["/docs{/:version}?", "/docs/v1", { version: "v1" }],
    ["{/:lang}?/about", "/about", {}],
    ["{/:lang}?/about", "/de/about", { lang: "de" }],
    ["/v-:major.:minor", "/v-1.2", { major: "1", minor: "2" }],
    ["/:id(\\d+)", "/abc", undefined],
    ["/x/:a@:b", "/x/1@2", { a: "1", b: "2" }],
  ];
  for (const [pattern, path, params] of cases) {
    const found = routerOf(pattern).match(path)?.params;
    assert.deepEqual(found && { ...found }, params, `${pattern} ${path}`);
  }
});

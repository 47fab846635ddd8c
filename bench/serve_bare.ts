/** A process of its own for `coldStart()`: the least that serves by HTTP. */
const port = Number(Deno.env.get("PORT"));
Deno.serve(
  { port, hostname: "127.0.0.1", onListen: () => console.log("ready") },
  () => new Response("Hello"),
);

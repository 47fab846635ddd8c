import { define } from "../utils.ts";

/** Says back what it hears, and leaves after a goodbye. */
export const handler = define.handlers({
  GET: (ctx) =>
    ctx.upgrade({
      message(socket, { data }) {
        if (data === "bye") socket.close(4001, "bye");
        else socket.send(`${data} at ${ctx.url.host}`);
      },
    }, { protocol: "chat" }),
});

import { Buffer } from "node:buffer";
import { Redis } from "ioredis";

export type UpstashFront = AsyncDisposable & {
  url: string;
  token: string;
  /** How many requests came to each path. */
  asked: Map<string, number>;
  /** Ends every stream of a subscription, as a proxy on the way does one day. */
  endStreams(): void;
};

type Command = (string | number)[];

/**
 * Speaks the REST protocol of Upstash to a real Redis: one command as a JSON array, `/pipeline`, `/subscribe/<channel>`
 * as server-sent events; strings in base64 where that is asked for (source: upstash.com/docs/redis/features/restapi).
 */
export async function startUpstashFront(redisUrl: string): Promise<UpstashFront> {
  const token = crypto.randomUUID();
  const redis = new Redis(redisUrl, {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 1,
    commandTimeout: 500,
  });
  redis.on("error", () => {});
  await new Promise((resolve) => redis.once("ready", resolve));
  const asked = new Map<string, number>();
  const streams = new Set<{ end(): void }>();
  const server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen() {} }, async (req) => {
    const [, path, channel] = /^\/([^/]*)\/?(.*)$/.exec(new URL(req.url).pathname)!;
    asked.set(path, (asked.get(path) ?? 0) + 1);
    if (req.headers.get("authorization") !== `Bearer ${token}`) {
      return Response.json({ error: "WRONGPASS invalid or missing auth token" }, { status: 401 });
    }
    if (path === "subscribe") return subscription(redisUrl, decodeURIComponent(channel), streams);
    const isBase64 = req.headers.get("upstash-encoding") === "base64";
    const sent = await req.json();
    if (path === "pipeline") {
      return Response.json(await Promise.all(sent.map((it: Command) => answer(redis, it, isBase64))));
    }
    const answered = await answer(redis, sent, isBase64);
    return Response.json(answered, { status: "error" in answered ? 400 : 200 });
  });
  const endStreams = () => {
    for (const it of streams) it.end();
  };
  return {
    url: `http://127.0.0.1:${server.addr.port}`,
    token,
    asked,
    endStreams,
    async [Symbol.asyncDispose]() {
      endStreams();
      redis.disconnect();
      await server.shutdown();
    },
  };
}

async function answer(redis: Redis, [name, ...args]: Command, isBase64: boolean) {
  try {
    const result = await redis.call(String(name), args);
    return { result: isBase64 ? inBase64(result) : result };
  } catch (error) {
    return { error: (error as Error).message };
  }
}

function inBase64(result: unknown): unknown {
  if (Array.isArray(result)) return result.map(inBase64);
  return typeof result === "string" && result !== "OK" ? Buffer.from(result).toString("base64") : result;
}

function subscription(redisUrl: string, channel: string, streams: Set<{ end(): void }>): Response {
  const redis = new Redis(redisUrl);
  redis.on("error", () => {});
  let stream: { end(): void };
  const body = new ReadableStream<string>({
    start(controller) {
      const send = (...parts: string[]) => controller.enqueue(`data: ${parts.join(",")}\n\n`);
      redis.on("message", (name, text) => send("message", name, text));
      redis.subscribe(channel).then((count) => send("subscribe", channel, String(count)), () => {});
      stream = {
        end() {
          streams.delete(stream);
          redis.disconnect();
          controller.close();
        },
      };
      streams.add(stream);
    },
    cancel() {
      streams.delete(stream);
      redis.disconnect();
    },
  });
  return new Response(body.pipeThrough(new TextEncoderStream()), {
    headers: { "content-type": "text/event-stream" },
  });
}

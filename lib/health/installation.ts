import { config } from "@/lib/config.ts";

/** What this process runs on, in words; hosts, but no login and no secret. */
export function installation(): { name: string; value: string }[] {
  return [
    { name: "Public address", value: config.baseUrl.origin },
    { name: "Postgres", value: databaseOf(config.database) },
    { name: "Shared state", value: stateOf(config.state) },
    { name: "Mail", value: config.smtpUrl ? new URL(config.smtpUrl).host : "The mailbox of development" },
    { name: "Runtime", value: `Deno ${Deno.version.deno}` },
    { name: "This process", value: `${Deno.pid} on ${Deno.hostname()}` },
  ];
}

function databaseOf({ url, appUrl }: typeof config.database): string {
  const given = appUrl ?? url;
  return given ? new URL(given).host : "Embedded";
}

function stateOf({ redisUrl, upstash }: typeof config.state): string {
  if (redisUrl) return `Redis at ${new URL(redisUrl).host}`;
  return upstash ? `Upstash at ${new URL(upstash.url).host}` : "A file, for one process";
}

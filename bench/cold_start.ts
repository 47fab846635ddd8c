import assert from "node:assert/strict";
import { setTimeout as delay } from "node:timers/promises";
import { config } from "@/lib/config.ts";
import { buildIfStale } from "@/tools/build_if_stale.ts";
import { Connection, requestText } from "./connection.ts";
import { inWords, type Result } from "./result.ts";
import { inRounds } from "./rounds.ts";
import { spreadOf } from "./spread.ts";
import { startWebProcess } from "./web_process.ts";

type Start = { ms: number; restingMb: number };

/** After its first answer a process still tidies up. */
const REST_MS = 1_000;

/** `serve` on a database that is ready: from the start of its process to its first answer, and its memory at rest. */
export async function coldStart(): Promise<Result[]> {
  await buildIfStale();
  const ours: Start[] = [];
  const bare: Start[] = [];
  const msOf = async (script: string, starts: Start[]) => {
    const start = await startOnce(script);
    starts.push(start);
    return start.ms;
  };
  const rounds = await inRounds({
    ours: () => msOf("tools/serve.ts", ours),
    bare: () => msOf("bench/serve_bare.ts", bare),
  });
  const restingMb = (starts: Start[]) => spreadOf(starts.map((it) => it.restingMb)).median;
  return [
    {
      ...rounds.ratio,
      name: "From the start of `serve` to its first page, against a bare Deno.serve",
      aside: `${inWords(rounds.ours.median)} and ${inWords(rounds.bare.median)} ms`,
    },
    {
      ...spreadOf(ours.map((it, round) => it.restingMb / bare[round].restingMb)),
      name: "Memory of `serve` at rest, against a bare Deno.serve",
      aside: `${inWords(restingMb(ours))} and ${inWords(restingMb(bare))} MB`,
    },
  ];
}

async function startOnce(script: string): Promise<Start> {
  const startedAt = performance.now();
  const server = await startWebProcess(script);
  const connection = await Connection.open(server.port);
  const status = await connection.ask(requestText({ path: "/", headers: { host: config.baseUrl.host } }));
  const ms = performance.now() - startedAt;
  assert.equal(status, 200);
  await delay(REST_MS);
  const restingMb = residentMb(server.pid);
  connection.close();
  await server.stop();
  return { ms, restingMb };
}

function residentMb(pid: number): number {
  const [, kb] = /^VmRSS:\s+(\d+) kB$/m.exec(Deno.readTextFileSync(`/proc/${pid}/status`))!;
  return Number(kb) / 1_000;
}

import { AsyncLocalStorage } from "node:async_hooks";
import { trace } from "@opentelemetry/api";
import { redact } from "./redact.ts";

/** What every line of one request or job carries. */
export type LogContext = { requestId?: string; tenant?: string; jobId?: string };

type Level = "info" | "warn" | "error";
type Fields = Record<string, unknown>;

const contexts = new AsyncLocalStorage<LogContext>();

/** Runs `work` so that each line logged inside says whose it is; inner contexts add to outer ones. */
export function withLogContext<T>(context: LogContext, work: () => T): T {
  return contexts.run({ ...contexts.getStore(), ...context }, work);
}

/** One JSON line on standard output each. `event` is a fixed sentence to search for; what varies goes into `fields`. */
export const log = {
  info: (event: string, fields?: Fields) => write("info", event, fields),
  warn: (event: string, fields?: Fields) => write("warn", event, fields),
  error: (event: string, fields?: Fields) => write("error", event, fields),
};

function write(level: Level, event: string, fields: Fields = {}) {
  const { requestId, tenant, jobId } = contexts.getStore() ?? {};
  const head = {
    time: new Date().toISOString(),
    level,
    event,
    request_id: requestId,
    tenant,
    job_id: jobId,
    trace_id: trace.getActiveSpan()?.spanContext().traceId,
  };
  // Twice: first for the order that people read, last so that no field poses as the head.
  console.log(JSON.stringify({ ...head, ...redact(fields) as Fields, ...head }));
}

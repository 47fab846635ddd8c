import { type Attributes, trace } from "@opentelemetry/api";
import { HttpError } from "./runtime/http_error.ts";

const tracer = trace.getTracer("fresh", "2.3.3");
const STATUS_ERROR = 2;

/** Runs `fn` in a span of its own. */
export function traced<T>(name: string, attributes: Attributes, fn: () => T | Promise<T>): Promise<T> {
  return tracer.startActiveSpan(name, { attributes }, async (span) => {
    try {
      return await fn();
    } catch (error) {
      if (!(error instanceof HttpError)) {
        span.recordException(error instanceof Error ? error : String(error));
        span.setStatus({ code: STATUS_ERROR });
      }
      throw error;
    } finally {
      span.end();
    }
  });
}

/** The `traceparent` of the request that is being answered, so that the browser's traces can join it. */
export function traceParent(): string | undefined {
  const context = trace.getActiveSpan()?.spanContext();
  if (!context) return;
  const flags = context.traceFlags.toString(16).padStart(2, "0");
  return `00-${context.traceId}-${context.spanId}-${flags}`;
}

/** Names the server's span after the route, so that traces group by it and not by address. */
export function nameRequestSpan(method: string, pattern: string): void {
  const span = trace.getActiveSpan();
  span?.updateName(`${method} ${pattern}`);
  span?.setAttribute("http.route", pattern);
}

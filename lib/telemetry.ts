import { type Attributes, SpanStatusCode, trace } from "@opentelemetry/api";
import { redactText } from "./redact.ts";

const tracer = trace.getTracer("rowhouse");

/**
 * Runs `work` in a span of its own, below the one that is open. Free of effect unless the process runs with
 * `OTEL_DENO=true`. Attributes are ids and names; never what a tenant sent, never a value of a statement.
 */
export function traced<T>(name: string, attributes: Attributes, work: () => Promise<T>): Promise<T> {
  return tracer.startActiveSpan(name, { attributes }, async (span) => {
    try {
      return await work();
    } catch (error) {
      const { name, message } = error instanceof Error ? error : new Error(String(error));
      span.setAttribute("error.type", name).setStatus({
        code: SpanStatusCode.ERROR,
        message: redactText(message),
      });
      throw error;
    } finally {
      span.end();
    }
  });
}

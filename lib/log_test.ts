import assert from "node:assert/strict";
import { log, withLogContext } from "./log.ts";

Deno.test("log writes one JSON line with time, level and event", () => {
  const [line] = capture(() => log.warn("Mail was refused", { to: "ada@acme.test", attempt: 2 }));
  const { time, ...rest } = JSON.parse(line);
  assert.match(time, /^\d{4}-\d\d-\d\dT/);
  assert.deepEqual(rest, { level: "warn", event: "Mail was refused", to: "ada@acme.test", attempt: 2 });
});

Deno.test("log names the request, the tenant and the job of the innermost context", () => {
  const lines = capture(() =>
    withLogContext({ requestId: "req_1" }, () => {
      withLogContext({ tenant: "acme", jobId: "job_1" }, () => log.info("inside"));
      log.info("outside");
    })
  );
  const [inside, outside] = lines.map((it) => JSON.parse(it));
  assert.deepEqual([inside.request_id, inside.tenant, inside.job_id], ["req_1", "acme", "job_1"]);
  assert.deepEqual([outside.request_id, outside.tenant, outside.job_id], ["req_1", undefined, undefined]);
});

Deno.test("log keeps contexts of concurrent requests apart", async () => {
  const lines: string[] = [];
  await Promise.all(["acme", "globex"].map((tenant) =>
    withLogContext({ tenant }, async () => {
      await Promise.resolve();
      lines.push(...capture(() => log.info(`of ${tenant}`)));
    })
  ));
  for (const line of lines.map((it) => JSON.parse(it))) assert.equal(line.event, `of ${line.tenant}`);
});

Deno.test("log holds nothing secret and lets no field pose as the event", () => {
  const [line] = capture(() =>
    log.error("Signing in failed", { password: "hunter2", event: "x", level: "info" })
  );
  assert.ok(!line.includes("hunter2"));
  assert.equal(JSON.parse(line).event, "Signing in failed");
  assert.equal(JSON.parse(line).level, "error");
});

function capture(work: () => void): string[] {
  const lines: string[] = [];
  const original = console.log;
  console.log = (line: string) => void lines.push(line);
  try {
    work();
  } finally {
    console.log = original;
  }
  return lines;
}

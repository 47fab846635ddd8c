import { randomBytes } from "node:crypto";
import { setPriority } from "node:os";
import { parentPort } from "node:worker_threads";
import { argon2id, argon2Verify } from "hash-wasm";
import { ARGON2 } from "./argon2.ts";
import type { Answer, Task } from "./password_workers.ts";

/** Of -20 to 19; a tenth of the time of a thread at 0, where both want all of it. */
const BEHIND_OTHERS = 10;

standBack();

parentPort!.on("message", async (task: Task) => {
  const port = parentPort!;
  await answer(task).then((it) => port.postMessage(it), (error: Error) => port.postMessage(error));
});

async function answer({ password, phc }: Task): Promise<Answer> {
  if (phc !== undefined) return await argon2Verify({ password, hash: phc });
  return await argon2id({
    password,
    salt: randomBytes(16),
    hashLength: 32,
    outputType: "encoded",
    ...ARGON2,
  });
}

/**
 * Whoever signs in can wait; requests that take a millisecond cannot. A thread has a priority of its own on Linux alone,
 * and where it may not have one, passwords are hashed all the same.
 */
function standBack() {
  if (Deno.build.os !== "linux") return;
  try {
    const [thread] = /\d+$/.exec(Deno.readLinkSync("/proc/thread-self"))!;
    setPriority(Number(thread), BEHIND_OTHERS);
  } catch (cause) {
    console.warn(new Error("Lowering the priority of the thread that hashes passwords", { cause }));
  }
}

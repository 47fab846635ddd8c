import { randomBytes } from "node:crypto";
import { parentPort } from "node:worker_threads";
import { argon2id, argon2Verify } from "hash-wasm";
import { ARGON2 } from "./argon2.ts";
import type { Answer, Task } from "./password_workers.ts";

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

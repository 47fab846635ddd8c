import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";

/** Without `phc` the password is hashed, with it compared. */
export type Task = { password: string; phc?: string };
export type Answer = string | boolean;

type Waiting = { task: Task; resolve: (answer: Answer) => void; reject: (error: unknown) => void };

/** Argon2 in WebAssembly holds its thread for 100 ms; one core stays free for everything else. */
const MOST_WORKERS = Math.max(1, navigator.hardwareConcurrency - 1);
/** The last one in the queue waits about 3 s. */
const LONGEST_QUEUE = 30 * MOST_WORKERS;

const idle: Worker[] = [];
const waiting: Waiting[] = [];
let workers = 0;

/** @returns undefined when the queue is full. */
export function runArgon2(task: Task): Promise<Answer> | undefined {
  if (waiting.length >= LONGEST_QUEUE) return undefined;
  return new Promise((resolve, reject) => {
    waiting.push({ task, resolve, reject });
    startNext();
  });
}

function startNext() {
  const worker = waiting.length === 0 ? undefined : idle.pop() ?? startWorker();
  if (!worker) return;
  const { task, resolve, reject } = waiting.shift()!;
  const done = () => {
    worker.off("message", answered).off("error", died);
    startNext();
  };
  const answered = (answer: Answer | Error) => {
    worker.unref();
    idle.push(worker);
    if (answer instanceof Error) reject(new Error("Hashing a password failed", { cause: answer }));
    else resolve(answer);
    done();
  };
  const died = (cause: unknown) => {
    workers--;
    reject(new Error("Hashing a password: the worker died", { cause }));
    done();
  };
  worker.on("message", answered).on("error", died);
  worker.ref();
  worker.postMessage(task);
}

function startWorker(): Worker | undefined {
  if (workers >= MOST_WORKERS) return undefined;
  workers++;
  // From the project's root, not from this module: the build moves this one into its bundle.
  return new Worker(pathToFileURL(resolve("lib/identity/password/argon2_worker.ts")));
}

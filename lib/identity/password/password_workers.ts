import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";

/** Without `phc` the password is hashed, with it compared. */
export type Task = { password: string; phc?: string };
export type Answer = string | boolean;

type Waiting = { task: Task; resolve: (answer: Answer) => void; reject: (error: unknown) => void };

/** Argon2 in WebAssembly holds its thread for 100 ms; one core stays free for everything else. */
const MOST_WORKERS = Math.max(1, navigator.hardwareConcurrency - 1);
/** Places take turns, so a long queue keeps nobody from a new place waiting; it only bounds the memory. */
export const LONGEST_QUEUE = 300 * MOST_WORKERS;
/** An office behind one address signs in at nine; its last one then waits about a second. */
export const MOST_WAITING_OF_ONE_PLACE = 8;

const idle: Worker[] = [];
/** By place; the first is the next to be served. */
const waiting = new Map<string, Waiting[]>();
let waitingTasks = 0;
let workers = 0;

/**
 * Places take turns, however many tasks one of them brings.
 * @param place address of the client.
 * @returns undefined when the queue is full, or this place's part of it.
 */
export function runArgon2(task: Task, { place }: { place: string }): Promise<Answer> | undefined {
  const ofPlace = waiting.get(place) ?? [];
  if (waitingTasks >= LONGEST_QUEUE || ofPlace.length >= MOST_WAITING_OF_ONE_PLACE) return undefined;
  return new Promise((resolve, reject) => {
    waiting.set(place, [...ofPlace, { task, resolve, reject }]);
    waitingTasks++;
    startNext();
  });
}

function startNext() {
  const worker = waitingTasks === 0 ? undefined : idle.pop() ?? startWorker();
  if (!worker) return;
  const { task, resolve, reject } = takeNext();
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

/** Of the first place, which then goes behind all others. */
function takeNext(): Waiting {
  const [[place, [next, ...others]]] = waiting;
  waiting.delete(place);
  if (others.length > 0) waiting.set(place, others);
  waitingTasks--;
  return next;
}

function startWorker(): Worker | undefined {
  if (workers >= MOST_WORKERS) return undefined;
  workers++;
  // From the project's root, not from this module: the build moves this one into its bundle.
  return new Worker(pathToFileURL(resolve("lib/identity/password/argon2_worker.ts")));
}

/** A worker process whose jobs never end, for tests that kill it. Says `started` when it has one. */
import { startWorker } from "@/lib/jobs/start_worker.ts";

startWorker({
  handlers: {
    "mail.send": () => {
      console.log("started");
      return new Promise(() => {});
    },
  },
});

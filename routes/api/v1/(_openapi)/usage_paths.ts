import { everyRefusal, jsonAnswer } from "./responses.ts";

export const usagePaths = {
  "/usage": {
    get: {
      operationId: "getUsage",
      tags: ["Usage"],
      summary: "What this calendar month has used",
      security: [{ apiKey: ["usage.read"] }],
      description: "This call is counted too, and shows in the next answer.",
      responses: {
        200: jsonAnswer("Each meter beside its limit.", {
          schema: "Usage",
          examples: {
            trial: {
              from: "2026-01-01T00:00:00.000Z",
              to: "2026-02-01T00:00:00.000Z",
              meters: [
                { meter: "api_calls", used: 412, limit: 10_000, projected: 985 },
                { meter: "records_processed", used: 38_211, limit: null, projected: 90_604 },
              ],
            },
          },
        }),
        ...everyRefusal,
      },
    },
  },
};

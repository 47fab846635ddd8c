import { startApp } from "@/tests/support/app.ts";
import { mainRequests } from "@/tests/support/main_requests.ts";
import { roundTripsOf } from "@/tests/support/round_trips.ts";
import { exactly, type Result } from "./result.ts";

/** How often a request asks the database; tests/requests/round_trips_test.ts holds each number. */
export async function requestTrips(): Promise<Result[]> {
  const results: Result[] = [];
  for (const { name, ask } of await mainRequests(await startApp())) {
    await ask();
    const trips = await roundTripsOf(ask);
    results.push({
      ...exactly(trips.length, "trips"),
      name: `Round trips to the database: ${name}`,
      aside: `${trips.flat().length} statements`,
    });
  }
  return results;
}

import { z } from "zod";
import { MAX_PAGE } from "@/lib/relay/list_records.ts";
import { Instant, RecordType } from "@/lib/relay/record_schema.ts";

const limitRule = `Must be a whole number from 1 to ${MAX_PAGE}`;

/** What may follow the question mark of `GET /records`. */
export const RecordParameters = z.strictObject({
  type: RecordType.optional().meta({ description: "Only records of this type." }),
  occurred_from: Instant.optional().meta({ description: "Only records that occurred then or later." }),
  occurred_to: Instant.optional().meta({ description: "Only records that occurred before then." }),
  received_from: Instant.optional().meta({ description: "Only records received then or later." }),
  received_to: Instant.optional().meta({ description: "Only records received before then." }),
  cursor: z.string().optional().meta({
    description: "next_cursor of the page before, under the same filter.",
  }),
  limit: z.coerce.number({ error: limitRule }).int({ error: limitRule })
    .min(1, { error: limitRule }).max(MAX_PAGE, { error: limitRule }).default(50)
    .meta({ description: "Most records on a page." }),
}, {
  error: "Must be one of type, occurred_from, occurred_to, received_from, received_to, cursor and limit",
});

/** The same in the words of `listRecords()`. */
export const RecordQuery = RecordParameters.transform((sent) => ({
  type: sent.type,
  occurredFrom: sent.occurred_from,
  occurredTo: sent.occurred_to,
  receivedFrom: sent.received_from,
  receivedTo: sent.received_to,
  after: sent.cursor,
  pageSize: sent.limit,
}));

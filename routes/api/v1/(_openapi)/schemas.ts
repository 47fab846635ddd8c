import { z } from "zod";
import { Receipt, RuleBreak, SentRecord, StoredRecord } from "@/lib/relay/record_schema.ts";
import { METERS } from "@/lib/usage/meters.ts";
import type { Schema } from "./api_document.ts";

const RecordPage = z.object({
  records: z.array(StoredRecord),
  next_cursor: z.string().nullable().meta({ description: "For the next page; null on the last." }),
});

const Usage = z.object({
  from: z.date().meta({ description: "Start of the calendar month in UTC." }),
  to: z.date().meta({ description: "Start of the next." }),
  meters: z.array(z.object({
    meter: z.enum(Object.keys(METERS) as [keyof typeof METERS]),
    used: z.int().nonnegative().meta({
      description: "Events of the month; for storage and members, how much there is now.",
    }),
    limit: z.int().nonnegative().nullable().meta({ description: "What the plan grants; null is unlimited." }),
    projected: z.int().nonnegative().nullable().meta({
      description: "What the whole month will have used at the pace of the last seven days; null for levels.",
    }),
  })),
});

const Problem = z.looseObject({
  type: z.string().meta({
    description: "A URI that names the problem; about:blank where the status says it all.",
  }),
  title: z.string(),
  status: z.int().min(400).max(599),
  detail: z.string().optional(),
  instance: z.string().meta({
    description: "The request, as our logs name it.",
    examples: ["req_01kbq3r0e7f1ma2qz1g4ve3xhw"],
  }),
  errors: z.array(RuleBreak).optional(),
}).meta({ description: "RFC 9457 problem details." });

/** Made from what validates: there is no second place where these shapes are written down. */
export const SCHEMAS = {
  SentRecord: jsonSchema(SentRecord),
  StoredRecord: jsonSchema(StoredRecord),
  RecordPage: jsonSchema(RecordPage),
  Receipt: jsonSchema(Receipt),
  Usage: jsonSchema(Usage),
  Problem: jsonSchema(Problem),
};

export function jsonSchema(schema: z.ZodType): Schema {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, {
    io: "input",
    unrepresentable: "any",
    override: ({ zodSchema, jsonSchema }) => {
      if (zodSchema._zod.def.type === "date") {
        Object.assign(jsonSchema, { type: "string", format: "date-time" });
      }
      // What zod adds by itself says nothing to a reader: a pattern of 300 characters, the bounds of a double.
      if (jsonSchema.format === "date-time") delete jsonSchema.pattern;
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
    },
  });
  return rest as Schema;
}

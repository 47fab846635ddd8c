import { z } from "zod";
import { parsePublicId } from "@/lib/ids.ts";
import { networksIn } from "@/lib/networks.ts";
import { ALL_SCOPES, type ApiKeyScope } from "./api_key_scopes.ts";
import { oneLine } from "./one_line.ts";
import { MOST_OVERLAP_DAYS } from "./rotate_api_key.ts";

/** A tenant may make so many calls a minute with all its keys. */
export const MOST_PER_MINUTE = 30_000;

/** Days that a key may live; empty is for ever. */
export const LIFETIMES_DAYS = ["", "7", "30", "90", "365"];

const DAY_MS = 24 * 3_600_000;
const wholeNumber = { error: `Use a whole number from 1 to ${MOST_PER_MINUTE}, or leave it empty` };

const settings = {
  name: oneLine({ longest: 80, missing: "Give the key a name that says where it will be used" }),
  per_minute: z.string().trim().default("").transform((text) => text === "" ? undefined : Number(text))
    .pipe(z.int(wholeNumber).min(1, wholeNumber).max(MOST_PER_MINUTE, wholeNumber).optional()),
  allowed_networks: z.string().default("").transform(networksIn()),
};

/** The box of each scope; a full stop has no place in the id of an element. */
export const SCOPE_FIELDS = {
  "records.read": "records_read",
  "records.write": "records_write",
  "usage.read": "usage_read",
} as const satisfies Record<ApiKeyScope, string>;

/** What can be changed later. */
export const ApiKeySettingsForm = z.object(settings);

export const ApiKeyForm = z.object({
  ...settings,
  /** Made with the empty form; a form without one, sent by a program, makes a key each time. */
  key_id: z.string().transform((text) => parsePublicId("key", text)).optional(),
  /** Says that the boxes were shown: without it, no box at all is every scope. */
  scopes: z.literal("chosen").optional(),
  records_read: z.string().optional(),
  records_write: z.string().optional(),
  usage_read: z.string().optional(),
  lifetime_days: z.enum(LIFETIMES_DAYS, { error: "Choose one of the list" }).default(""),
}).transform((sent, ctx) => {
  const { name, key_id: keyId, per_minute: perMinute, allowed_networks: allowedNetworks, lifetime_days } =
    sent;
  const scopes = sent.scopes ? ALL_SCOPES.filter((it) => sent[SCOPE_FIELDS[it]] !== undefined) : ALL_SCOPES;
  if (scopes.length === 0) {
    ctx.addIssue({
      code: "custom",
      path: ["scopes"],
      message: "Choose at least one thing that the key may do",
    });
    return z.NEVER;
  }
  const lifetimeMs = lifetime_days === "" ? undefined : Number(lifetime_days) * DAY_MS;
  return { name, keyId, scopes, perMinute, allowedNetworks, lifetimeMs };
});

const OVERLAPS = Array.from({ length: MOST_OVERLAP_DAYS + 1 }, (_, days) => String(days));

export const RotationForm = z.object({
  secret_number: z.coerce.number().int().min(1),
  overlap_days: z.enum(OVERLAPS, { error: `Choose from 0 to ${MOST_OVERLAP_DAYS} days` }).transform(Number),
});

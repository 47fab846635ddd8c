import { z } from "zod";

type Shape = Record<string, z.ZodType<string | undefined>>;
type Name<Env extends Shape> = keyof Env & string;
type Given<Env extends Shape, Needed extends Name<Env>> =
  & { [Each in Name<Env>]?: string }
  & { [Each in Needed]: string };

/** What a method takes from the environment, an empty value being absent there. */
type ProviderSettings<Settings> = {
  /** A line for each variable that is wrong, missing or out of place. */
  faults(env: Record<string, string>, where: { isLocal: boolean }): string[];
  /** Of what has no `faults`; undefined where the provider is not set up. */
  read(env: Record<string, string>): Settings | undefined;
};

type Definition<Env extends Shape, Needed extends Name<Env>, Settings> = {
  environment: Env;
  /** With all of these it is set up, with none of them it is not. */
  needed: Needed[];
  /** For stand-ins on one machine; refused behind https. */
  onlyLocal?: Name<Env>[];
  /** Addresses that may be without TLS on one machine alone. */
  secure?: Name<Env>[];
  settings(given: Given<Env, Needed>): Settings;
};

export function providerSettings<const Env extends Shape, const Needed extends Name<Env>, Settings>(
  { environment, needed, onlyLocal = [], secure = [], settings }: Definition<Env, Needed, Settings>,
): ProviderSettings<Settings> {
  const schema = z.object(environment);
  return {
    faults(env, { isLocal }) {
      const { data, error } = schema.safeParse(env);
      const read = (data ?? {}) as Partial<Record<string, string>>;
      const given = needed.find((it) => env[it] !== undefined);
      const halves = needed.filter((it) => given !== undefined && env[it] === undefined);
      const standIns = isLocal ? [] : onlyLocal.filter((it) => env[it] !== undefined);
      const open = isLocal ? [] : secure.filter((it) => read[it]?.startsWith("http:"));
      return [
        ...(error?.issues ?? []).map((it) => `${String(it.path[0])} ${it.message}`),
        ...halves.map((it) => `${it} must be set with ${given}`),
        ...standIns.map((it) =>
          `${it} must not be set when BASE_URL is https: it is for stand-ins on one machine`
        ),
        ...open.map((it) => `${it} must use https when BASE_URL does`),
      ];
    },
    read(env) {
      const { data } = schema.safeParse(env);
      const isSetUp = data !== undefined && needed.every((it) => env[it] !== undefined);
      return isSetUp ? settings(data as Given<Env, Needed>) : undefined;
    },
  };
}

/** Of a variable without spaces, such as a client id. */
export const word = z.string().regex(/^[\w.-]+$/, { error: "must be a word without spaces" }).optional();
export const httpUrl = z.url({ protocol: /^https?$/, error: "must be a URL" }).optional();
export const secret = z.string().optional();

/** Some places that keep variables allow no line break in one, so `\n` is one. */
export function pemKey(kind: "PRIVATE" | "PUBLIC") {
  const form = new RegExp(`^-----BEGIN ${kind} KEY-----\\n[\\s\\S]+-----END ${kind} KEY-----\\n?$`);
  return z.string().transform((text) => text.replaceAll("\\n", "\n").trim())
    .refine((text) => form.test(text), { error: `must be a key in PEM that begins with BEGIN ${kind} KEY` })
    .optional();
}

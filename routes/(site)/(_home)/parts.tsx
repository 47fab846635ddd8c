import { Band } from "./band.tsx";

const PARTS = [
  [
    "A door for each tenant",
    "Every company lives on its own host: its own sign-in, its own pages, its own API.",
  ],
  [
    "Meters that count once",
    "Each accepted record and each API call is counted in the transaction that stores it. A retry does not count twice.",
  ],
  [
    "An API worth calling",
    "Keys shown once and stored hashed, batches of a thousand, idempotent retries, cursors, problem details and an OpenAPI document.",
  ],
  [
    "A book of what happened",
    "An audit entry commits with the change it describes, or not at all. Nobody edits it afterwards.",
  ],
  [
    "Work that is not lost",
    "Jobs are rows: written with the change that needs them, leased, retried, and taken in fair turns between tenants.",
  ],
  [
    "Mails in one design",
    "Plain text beside HTML from one source, by day and by night, previewed on a page of development.",
  ],
  [
    "Sessions that end",
    "Bound to one origin, renewed without races, ended at once in every process. A token that is used again later ends its session.",
  ],
  [
    "Limits that are fair",
    "Per tenant, per key and per place, told in headers. Database connections and jobs are shared in fair turns.",
  ],
  [
    "Pages that need no script",
    "Links and forms do the work; a few islands make it quicker. By keyboard, on a phone, in the dark.",
  ],
] as const;

export function Parts() {
  return (
    <Band>
      <div class="space-y-10">
        <h2 class="max-w-xl text-3xl">What you do not have to build</h2>
        <dl class="grid gap-x-10 gap-y-9 sm:grid-cols-2 lg:grid-cols-3">
          {PARTS.map(([title, text]) => (
            <div key={title} class="border-t-2 border-accent pt-4">
              <dt class="font-display text-lg font-semibold tracking-tight">{title}</dt>
              <dd class="mt-1.5 text-base-content/80">{text}</dd>
            </div>
          ))}
        </dl>
      </div>
    </Band>
  );
}

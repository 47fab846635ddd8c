import type { DemoPerson } from "@/lib/onboarding/seed_demo.ts";
import { ROLE_NAMES } from "./role_names.ts";

type DemoLoginsProps = {
  people: { name: string; email: string; role?: DemoPerson["role"] }[];
  password: string;
  /** Where the door's own form goes to. */
  action: string;
  next?: string;
  /** Who comes in at once where a script runs; somebody else's address does nothing. */
  wanted?: string | null;
};

/** Sends the door's own form as one of the demo, whose password is public; never rendered where there is no demo. */
export function DemoLogins({ people, password, action, next, wanted }: DemoLoginsProps) {
  const isWanted = people.some((it) => it.email === wanted);
  return (
    <section aria-label="Demo" class="space-y-3 rounded-box border border-dashed border-base-content/30 p-4">
      <p class="text-sm text-base-content/75">This is the demo. Come in as</p>
      <div class="flex flex-wrap gap-2">
        {people.map(({ name, email, role }) => (
          <form
            key={email}
            method="post"
            action={action}
            data-continue={wanted === email ? true : undefined}
          >
            <input type="hidden" name="email" value={email} />
            <input type="hidden" name="password" value={password} />
            {next && <input type="hidden" name="next" value={next} />}
            <button type="submit" class="btn btn-sm border-base-300 bg-base-100 shadow-none">
              {name}
              <span class="font-normal text-base-content/75">{role && ROLE_NAMES[role].toLowerCase()}</span>
            </button>
          </form>
        ))}
      </div>
      {isWanted && <script type="module" src="/continue.js" />}
    </section>
  );
}

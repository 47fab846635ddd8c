import { PartyWall } from "@/components/PartyWall.tsx";
import { Numeral } from "@/components/Numeral.tsx";
import { Band } from "./band.tsx";

/** Numbered as in the drawing. */
const LAYERS = [
  ["The address names the tenant", "Each company has its own. One that nobody has answers 404."],
  [
    "A key fits one door",
    "Sessions and API keys are made for one host. On the house next door they are worth nothing.",
  ],
  [
    "There is one way in",
    "Each transaction enters one tenant, once. Postgres refuses to enter a second one in it.",
  ],
  [
    "The wall stands in the database",
    "Row-level security is forced: a query that forgets whose rows it wants gets its own, or none. Ours say it, too.",
  ],
] as const;

export function Walls() {
  return (
    <Band id="walls">
      <div class="grid grid-cols-[minmax(0,1fr)] gap-x-14 gap-y-10 lg:grid-cols-2 lg:items-center">
        <PartyWall class="w-full" />
        <div class="space-y-6">
          <h2 class="text-3xl">How neighbours stay neighbours</h2>
          <ol class="space-y-4">
            {LAYERS.map(([title, text], index) => (
              <li key={title} class="flex gap-4">
                <Numeral is={index + 1} />
                <div>
                  <h3 class="text-lg">{title}</h3>
                  <p class="text-base-content/80">{text}</p>
                </div>
              </li>
            ))}
          </ol>
          <p class="border-l-2 border-accent pl-4 text-sm text-base-content/80">
            Do not take our word: <code class="font-mono text-xs">tests/policies</code>{" "}
            takes away each line of each wall, one after the other, and fails where nobody notices. The
            program itself does not start when a table lacks its wall, and names the table.
          </p>
        </div>
      </div>
    </Band>
  );
}

import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";

/** Somewhere to go with `g` and then this key. */
export type Place = { key: string; href: string; label: string };

const SECOND_KEY_WITHIN_MS = 1_500;
/** Of `localStorage`; people whose voice or hand presses keys by mistake turn them off (WCAG 2.1.4). */
const SETTING = "shortcuts";

/** Ways through the house by keyboard, and the list of them; not there where no script runs. */
export function Shortcuts({ places }: { places: Place[] }) {
  const isReady = useSignal(false);
  const isOn = useSignal(true);
  const dialog = useRef<HTMLDialogElement>(null);
  const help = () => dialog.current!.showModal();

  useEffect(() => {
    isReady.value = true;
    isOn.value = localStorage.getItem(SETTING) !== "off";
    let leadAt = -Infinity;
    const press = (event: KeyboardEvent) => {
      if (!isOn.value || dialog.current!.open || isMeantElsewhere(event)) return;
      const place = event.timeStamp - leadAt < SECOND_KEY_WITHIN_MS &&
        places.find((it) => it.key === event.key);
      leadAt = event.key === "g" ? event.timeStamp : -Infinity;
      if (place) location.assign(place.href);
      else if (event.key === "?") help();
      else if (event.key === "/") focusSearch(event);
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, []);

  function turn(on: boolean) {
    isOn.value = on;
    localStorage.setItem(SETTING, on ? "on" : "off");
  }

  return (
    <>
      <p class={`text-right text-xs text-base-content/75 max-sm:hidden ${isReady.value ? "" : "invisible"}`}>
        <button type="button" class="link link-hover" onClick={help}>
          Keyboard shortcuts <Key name="?" />
        </button>
      </p>
      <dialog
        ref={dialog}
        aria-labelledby="shortcuts"
        class="m-auto w-[min(24rem,calc(100vw-2rem))] rounded-box border border-base-300 bg-base-100 p-6 text-base-content backdrop:bg-black/50"
      >
        <form method="dialog" class="space-y-5">
          <h2 id="shortcuts" class="text-lg">Keyboard shortcuts</h2>
          <dl class="grid grid-cols-[1fr_auto] gap-y-2.5 text-sm">
            <Line label="Search or filter this page" keys={["/"]} />
            {places.map((it) => <Line key={it.key} label={it.label} keys={["g", it.key]} />)}
            <Line label="This help" keys={["?"]} />
          </dl>
          <div class="flex items-center justify-between gap-4 border-t border-base-300 pt-4">
            <label class="flex items-center gap-2 text-sm">
              <input
                type="checkbox"
                class="size-4 accent-primary"
                checked={isOn.value}
                onChange={(event) => turn(event.currentTarget.checked)}
              />
              Shortcuts are on
            </label>
            <button type="submit" class="btn btn-sm btn-primary" autofocus>Close</button>
          </div>
        </form>
      </dialog>
    </>
  );
}

function Line({ label, keys }: { label: string; keys: string[] }) {
  return (
    <>
      <dt>{label}</dt>
      <dd class="flex justify-end gap-1">{keys.map((it) => <Key key={it} name={it} />)}</dd>
    </>
  );
}

function Key({ name }: { name: string }) {
  return (
    <kbd class="inline-block min-w-6 rounded-selector border border-base-300 bg-base-200 px-1.5 py-0.5 text-center font-mono text-xs">
      {name}
    </kbd>
  );
}

/** Typed into something, or with a key that makes it the browser's. */
function isMeantElsewhere({ target, ctrlKey, metaKey, altKey, isComposing, repeat }: KeyboardEvent): boolean {
  const isTyping = (target as Element).closest("input, textarea, select, [contenteditable]") !== null;
  return isTyping || ctrlKey || metaKey || altKey || isComposing || repeat;
}

/** A form that only asks is the search of its page. */
function focusSearch(event: KeyboardEvent) {
  const field = document.querySelector<HTMLInputElement | HTMLSelectElement>(
    "main form[method=get] :is(input:not([type=hidden]), select)",
  );
  if (!field) return;
  event.preventDefault();
  if (field instanceof HTMLInputElement) field.select();
  field.focus();
}

import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";

/** Opens the browser's own dialog; not there where no script runs, and the browser's menu is. */
export function PrintButton() {
  const isReady = useSignal(false);
  useEffect(() => {
    isReady.value = true;
  }, []);
  return (
    <button
      type="button"
      class={`btn border-base-300 bg-base-100 shadow-none hover:border-base-content/40 ${
        isReady.value ? "" : "invisible"
      }`}
      onClick={() => print()}
    >
      Print
    </button>
  );
}

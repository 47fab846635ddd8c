import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { Icon } from "@/components/Icon.tsx";

const CONFIRMED_FOR_MS = 2_000;

/** Puts the code that the figure around it shows on the clipboard; not there where no script runs. */
export function CopyButton() {
  const isReady = useSignal(false);
  const isCopied = useSignal(false);

  useEffect(() => {
    isReady.value = true;
  }, []);

  async function copy({ currentTarget }: { currentTarget: Element }) {
    const codes = [...currentTarget.closest("figure")!.querySelectorAll("code")];
    await navigator.clipboard.writeText(codes.find((it) => it.checkVisibility())!.textContent);
    isCopied.value = true;
    setTimeout(() => isCopied.value = false, CONFIRMED_FOR_MS);
  }

  return (
    <button
      type="button"
      class={`btn btn-ghost btn-sm font-medium ${isReady.value ? "" : "invisible"}`}
      onClick={copy}
    >
      <Icon name={isCopied.value ? "check" : "copy"} class="size-3.5" />
      <span aria-live="polite">{isCopied.value ? "Copied" : "Copy"}</span>
    </button>
  );
}

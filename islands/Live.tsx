import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { Badge } from "@/components/Badge.tsx";
import { NewsFollower, type Sign } from "@/components/news_follower.ts";

type LiveProps = {
  /** Of what the page shows; the page around it is a `Partial` that brings another with each refresh. */
  version: string;
  /** Address of the page. */
  href: string;
};

/** Keeps the page as it would be after a reload, and says whether it can; not there where no script runs. */
export function Live({ version, href }: LiveProps) {
  const sign = useSignal<Sign | undefined>(undefined);
  const button = useRef<HTMLButtonElement>(null);
  const shown = useRef(version);
  const follower = useRef<NewsFollower>();
  shown.current = version;

  useEffect(() => {
    follower.current = new NewsFollower({
      version: () => shown.current,
      refresh: () => button.current!.click(),
      say: (it) => sign.value = it,
    });
    return () => follower.current!.stop();
  }, []);
  useEffect(() => follower.current!.refreshed(), [version]);

  return (
    <div class={`text-sm text-base-content/75 ${sign.value ? "" : "invisible"}`}>
      {/* A button of Fresh's that changes a part of the page: no other way leaves address, history and scroll alone. */}
      <button ref={button} type="button" hidden f-client-nav f-partial={href} />
      <SignOf sign={sign.value} href={href} />
    </div>
  );
}

function SignOf({ sign, href }: { sign: Sign | undefined; href: string }) {
  if (sign === "reconnecting") return <Badge tone="waiting">Reconnecting…</Badge>;
  if (sign !== "signed_out") return <Badge tone="good">Live</Badge>;
  return (
    <span role="alert">
      You are signed out. <a class="link" href={`/signin?next=${encodeURIComponent(href)}`}>Sign in</a>
    </span>
  );
}

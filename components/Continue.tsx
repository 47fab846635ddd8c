import { Head } from "fresh/runtime";
import { Button } from "./Button.tsx";

type ContinueProps = { action: string; fields: Record<string, string>; label: string };

/** A form that leaves this origin: a script sends it at once, the button where none runs. */
export function Continue({ action, fields, label }: ContinueProps) {
  return (
    <form method="post" action={action} data-continue>
      <Head>
        {/* Our policy everywhere else, same-origin, makes a browser send this post with Origin: null. */}
        <meta name="referrer" content="strict-origin" />
      </Head>
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <Button class="w-full">{label}</Button>
      <script type="module" src="/continue.js" />
    </form>
  );
}

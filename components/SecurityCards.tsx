/** A way to a page about how the person signs in. */
export type SecurityCard = {
  href: string;
  title: string;
  /** What it is good for, and what stands there. */
  text: string;
};

export function SecurityCards({ cards }: { cards: SecurityCard[] }) {
  return (
    <ul class="grid grid-cols-[repeat(auto-fill,minmax(min(100%,17rem),1fr))] gap-4">
      {cards.map(({ href, title, text }) => (
        <li key={href} class="relative rounded-box border border-base-300 bg-base-100 p-5">
          <h2 class="text-base tracking-normal">
            <a class="link link-hover after:absolute after:inset-0" href={href}>{title}</a>
          </h2>
          <p class="mt-1 text-sm text-base-content/75">{text}</p>
        </li>
      ))}
    </ul>
  );
}

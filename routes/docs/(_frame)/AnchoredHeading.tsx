import type { ComponentChildren } from "preact";

type AnchoredHeadingProps = {
  level: 2 | 3;
  id: string;
  class?: string;
  children: ComponentChildren;
};

/** A heading that links to itself, so that its address can be copied. */
export function AnchoredHeading({ level, id, class: more = "", children }: AnchoredHeadingProps) {
  const Heading = `h${level}` as const;
  return (
    <Heading id={id} class={`group scroll-mt-20 ${more}`}>
      <a href={`#${id}`}>
        {children}
        <span
          class="ml-2 font-normal text-base-content/60 opacity-0 group-hover:opacity-100"
          aria-hidden="true"
        >
          #
        </span>
      </a>
    </Heading>
  );
}

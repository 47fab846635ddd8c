export function Method({ name, class: more = "" }: { name: string; class?: string }) {
  const colour = name === "GET" ? "text-info" : "text-success";
  return <span class={`font-mono font-semibold ${colour} ${more}`}>{name}</span>;
}

export interface IslandStart {
  comment: Comment;
  name: string;
  /** The place of its props in the page's state. */
  index: number;
}

export interface SlotStart {
  comment: Comment;
  id: number;
}

export function islandStart(node: Node): IslandStart | undefined {
  const [, name, index] = marker(node)?.match(/^frsh:island:(\w+):(\d+):/) ?? [];
  if (name) return { comment: node as Comment, name, index: Number(index) };
}

export function slotStart(node: Node): SlotStart | undefined {
  const [, id] = marker(node)?.match(/^frsh:slot:(\d+):/) ?? [];
  if (id) return { comment: node as Comment, id: Number(id) };
}

/** What lies between a comment such as `frsh:slot:…` and its `/frsh:slot`, which are always siblings. */
export function nodesUntilEnd(start: Comment): { nodes: Node[]; end: Comment } {
  const [kind] = start.data.match(/^frsh:\w+/)!;
  const nodes: Node[] = [];
  let depth = 1;
  for (let node = start.nextSibling; node; node = node.nextSibling) {
    const text = marker(node);
    if (text?.startsWith(`${kind}:`)) depth++;
    if (text === `/${kind}` && --depth === 0) return { nodes, end: node as Comment };
    nodes.push(node);
  }
  throw new Error(`Reading the page: "${start.data}" has no end`);
}

function marker(node: Node): string | undefined {
  return node.nodeType === Node.COMMENT_NODE ? (node as Comment).data : undefined;
}

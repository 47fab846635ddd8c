/** A comment such as `frsh:island:…` and what stands between it and its `/frsh:island`; always siblings. */
export interface Block {
  start: Comment;
  nodes: Node[];
  end: Comment;
}

export interface IslandBlock extends Block {
  name: string;
  /** The place of its props in the page's state. */
  index: number;
  /** Name and key: what it is recognised by when the page changes. */
  id: string;
}

/** A node, or an island with all its nodes. */
export interface Unit {
  nodes: Node[];
  island?: IslandBlock;
}

export function unitsOf(nodes: ArrayLike<Node>): Unit[] {
  const units: Unit[] = [];
  for (let at = 0; at < nodes.length; at += units.at(-1)!.nodes.length) {
    const [, name, index, key] = marker(nodes[at]).match(/^frsh:island:(\w+):(\d+):(.*)/) ?? [];
    if (name) {
      const block = blockAt(nodes[at] as Comment);
      const island = { ...block, name, index: Number(index), id: `${name}:${key}` };
      units.push({ island, nodes: [block.start, ...block.nodes, block.end] });
    } else units.push({ nodes: [nodes[at]] });
  }
  return units;
}

export function blockAt(start: Comment): Block {
  const [kind] = start.data.match(/^frsh:\w+/)!;
  const nodes: Node[] = [];
  let depth = 1;
  for (let node = start.nextSibling; node; node = node.nextSibling) {
    const text = marker(node);
    if (text.startsWith(`${kind}:`)) depth++;
    if (text === `/${kind}` && --depth === 0) return { start, nodes, end: node as Comment };
    nodes.push(node);
  }
  throw new Error(`Reading the page: "${start.data}" has no end`);
}

/** The text of a comment, or nothing. */
export function marker(node: Node): string {
  return node.nodeType === Node.COMMENT_NODE ? (node as Comment).data : "";
}

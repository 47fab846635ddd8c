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

export function islandAt(node: Node): IslandBlock | undefined {
  const [, name, index, key] = marker(node).match(/^frsh:island:(\w+):(\d+):(.*)/) ?? [];
  if (name) return { ...blockAt(node as Comment), name, index: Number(index), id: `${name}:${key}` };
}

/** Islands inside of others belong to those. */
export function outerIslands(nodes: Iterable<Node>): IslandBlock[] {
  const found: IslandBlock[] = [];
  for (const node of outside(nodes, (island) => found.push(island))) {
    found.push(...outerIslands(node.childNodes));
  }
  return found;
}

/** The nodes of a list that are no part of an island. */
export function* outside(nodes: Iterable<Node>, onIsland?: (island: IslandBlock) => void): Generator<Node> {
  let end: Node | undefined;
  for (const node of nodes) {
    const island = end ? undefined : islandAt(node);
    if (island) {
      end = island.end;
      onIsland?.(island);
    } else if (!end) yield node;
    else if (node === end) end = undefined;
  }
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

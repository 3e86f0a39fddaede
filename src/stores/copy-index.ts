import type { Likeness } from "../../briefings/index.ts";
import type { TimeWindow } from "./store.ts";

/**
 * Which articles are copies of one another. Every copy stays an article: what is kept here are links between
 * confirmed pairs, and a group is all that hangs together by links. Articles that come or change wait in line until
 * `place` has looked at them, so that writing stays quick and an old library opens at once.
 */
export interface CopyIndex {
  /**
   * Looks for the copies of the next articles in line, at most `limit`, and keeps what it found in one transaction.
   * Gives the number of articles looked at: 0 when none is waiting.
   */
  place(limit: number): Promise<number>;
  /** Groups with a member published in the window, with all of their members, as ids in order; in order of the first. */
  groups(window: TimeWindow): Promise<readonly (readonly string[])[]>;
  /** The groups that these articles belong to, in the same form: what they cost does not depend on the library. */
  groupsWith(articleIds: readonly string[]): Promise<readonly (readonly string[])[]>;
  /** Ids of the articles of a page, however its address is spelled; those that have been looked at. */
  atAddress(url: string): Promise<readonly string[]>;
}

/** A confirmed pair, by the keys of its articles. */
export interface CopyLink extends Likeness {
  readonly a: number;
  readonly b: number;
}

/** Groups from links between ids: what is linked is together, whatever the order of the links. */
export function groupsOf(links: readonly (readonly [string, string])[]): string[][] {
  const parents = new Map<string, string>();
  const rootOf = (id: string): string => {
    const parent = parents.get(id) ?? id;
    if (parent === id) return id;
    const root = rootOf(parent);
    parents.set(id, root);
    return root;
  };
  for (const [a, b] of links) {
    const [first = a, last = b] = [rootOf(a), rootOf(b)].sort();
    parents.set(first, first).set(last, first);
  }
  const groups = Map.groupBy([...parents.keys()].sort(), rootOf);
  return [...groups.values()].sort((a, b) => (a[0]! < b[0]! ? -1 : 1));
}

/** A line of a sorted text: what stands before the first tab, and the rest. */
export interface SortedLine {
  readonly key: string;
  readonly rest: string;
  /** Where the next line begins. */
  readonly next: number;
}

/**
 * Searches lines `key TAB rest`, sorted by the UTF-16 code units of their keys, by halving. The text stays one
 * string: opening a gazetteer of a hundred thousand names costs nothing until somebody asks.
 */
export function sortedLines(text: string): {
  /** The rest of the line with this key, or null. */
  find(key: string): string | null;
  /** The lines whose key begins with `prefix`, in order. */
  beginning(prefix: string): Generator<SortedLine>;
} {
  function seek(key: string): number {
    let low = 0;
    let high = text.length;
    while (low < high) {
      const start = text.lastIndexOf("\n", ((low + high) >>> 1) - 1) + 1;
      const line = lineAt(text, start);
      if (line === null) return low;
      if (line.key < key) low = line.next;
      else high = start;
    }
    return low;
  }
  return {
    find(key) {
      const line = lineAt(text, seek(key));
      return line?.key === key ? line.rest : null;
    },
    *beginning(prefix) {
      for (
        let line = lineAt(text, seek(prefix));
        line?.key.startsWith(prefix);
        line = lineAt(text, line.next)
      )
        yield line;
    },
  };
}

function lineAt(text: string, start: number): SortedLine | null {
  const tab = text.indexOf("\t", start);
  if (tab < 0) return null;
  const newline = text.indexOf("\n", tab);
  const end = newline < 0 ? text.length : newline;
  return { key: text.slice(start, tab), rest: text.slice(tab + 1, end), next: end + 1 };
}

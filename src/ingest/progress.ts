import type { Writable } from "node:stream";

const WIDTH = 24;

export interface ProgressBar {
  update(done: number, total: number): void;
  /** Removes the bar; nothing is drawn afterwards. */
  clear(): void;
}

/** A bar on one line of a terminal; draws nothing on anything else, so that logs stay clean. */
export function progressBar(output: Writable & { readonly isTTY?: boolean }, label: string): ProgressBar {
  let drawn = "";
  const draw = (line: string) => {
    if (output.isTTY !== true || line === drawn) return;
    output.write(`\r\u001b[K${line}`);
    drawn = line;
  };
  return {
    update(done, total) {
      const share = total === 0 ? 1 : done / total;
      const full = Math.floor(share * WIDTH);
      const percent = `${Math.floor(share * 100)}`.padStart(3);
      draw(`${label} ${"█".repeat(full)}${"░".repeat(WIDTH - full)} ${percent} %`);
    },
    clear() {
      if (drawn !== "") draw("");
    },
  };
}

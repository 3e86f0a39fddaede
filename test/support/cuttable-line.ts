import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** When the next transaction meets the cut: its COMMIT never arrives, or its answer never comes back. */
export type Cut = "before the commit" | "after the commit";

/** A way to PostgreSQL over TCP that can be cut and mended. */
export interface CuttableLine {
  /** The server's address by this way. */
  readonly url: string;
  /** Cuts it when the next COMMIT comes by; resolves when that has happened. */
  cutAt(cut: Cut): Promise<void>;
  /** Cuts it now: what is connected is hung up on, and nobody gets through. */
  cut(): void;
  mend(): void;
  close(): Promise<void>;
}

/** A simple query message: Q, its length, the words, NUL. */
const COMMIT = Buffer.from("Q\u0000\u0000\u0000\u000bCOMMIT\u0000", "latin1");

/** Stands between one process and the server, on a free port of 127.0.0.1. */
export async function cuttableLine(serverUrl: string): Promise<CuttableLine> {
  const { hostname, port } = new URL(serverUrl);
  const open = new Set<Socket>();
  let isCut = false;
  let waiting: { readonly cut: Cut; readonly done: () => void } | null = null;

  const cut = () => {
    isCut = true;
    for (const socket of open) socket.destroy();
  };

  const server = createServer((near) => {
    if (isCut) {
      near.destroy();
      return;
    }
    const far = connect(Number(port), hostname);
    let isDeaf = false;
    for (const socket of [near, far]) {
      open.add(socket);
      socket.on("error", () => {});
      socket.on("close", () => {
        open.delete(socket);
        near.destroy();
        far.destroy();
      });
    }
    near.on("data", (bytes) => {
      const met = bytes.includes(COMMIT) ? waiting : null;
      if (met !== null) waiting = null;
      if (met?.cut === "before the commit") {
        cut();
        met.done();
        return;
      }
      far.write(bytes);
      if (met === null) return;
      // The answer to the COMMIT is the sign that it is done; nobody hears it.
      isDeaf = true;
      far.once("data", () => {
        cut();
        met.done();
      });
    });
    far.on("data", (bytes) => {
      if (!isDeaf) near.write(bytes);
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = new URL(serverUrl);
  url.hostname = "127.0.0.1";
  url.port = String((server.address() as AddressInfo).port);
  return {
    url: url.href,
    cut,
    cutAt(kind) {
      const { promise, resolve } = Promise.withResolvers<void>();
      waiting = { cut: kind, done: resolve };
      return promise;
    },
    mend() {
      isCut = false;
      waiting = null;
    },
    async close() {
      cut();
      server.close();
      await once(server, "close");
    },
  };
}

import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What a path answers: a whole answer, or a function that does as it likes with the connection. */
export type Answer =
  | {
      readonly status?: number;
      readonly headers?: Record<string, string>;
      readonly body?: string | Uint8Array;
    }
  | ((request: IncomingMessage, response: ServerResponse) => void);

export interface NewsServer {
  /** "http://127.0.0.1:4711" */
  readonly base: string;
  /** Answers by path with query; may be changed while it runs. */
  readonly answers: Map<string, Answer>;
  /** What was asked, in order. */
  readonly asked: { readonly path: string; readonly headers: IncomingMessage["headers"] }[];
  close(): Promise<void>;
}

/** A real server on loopback; a path nobody described is 404. */
export async function newsServer(): Promise<NewsServer> {
  const answers = new Map<string, Answer>();
  const asked: NewsServer["asked"] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? "/";
    asked.push({ path, headers: request.headers });
    response.on("error", () => {});
    const answer = answers.get(path) ?? { status: 404, body: "no such page" };
    if (typeof answer === "function") return answer(request, response);
    response.writeHead(answer.status ?? 200, answer.headers ?? { "content-type": "application/xml" });
    response.end(answer.body ?? "");
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    base: `http://127.0.0.1:${port}`,
    answers,
    asked,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

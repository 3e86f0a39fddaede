import { Worker } from "node:worker_threads";
import type { Digest } from "../../briefings/index.ts";
import type { DigestMaker } from "./digest-maker.ts";
import {
  type DigestOrder,
  type DigestReply,
  sentEntry,
  sentQuestion,
  withoutScope,
} from "./digest-orders.ts";

const WORKER = new URL("digest-worker.mjs", import.meta.url);
/** New objects are few beside those that live on, and a small nursery keeps the thread at half the memory. */
const LIMITS = { maxYoungGenerationSizeMb: 16, maxOldGenerationSizeMb: 256 };

type WithoutId<Order> = Order extends unknown ? Omit<Order, "id"> : never;

interface Waiting {
  readonly answer: (reply: DigestReply) => void;
  readonly fail: (reason: Error) => void;
}

/**
 * Makes digests in a thread of its own, one after the other, so that the thread that answers people goes on answering.
 * What the thread fails at (it ends, runs out of memory, was never there) is made by `otherwise`; the next digest has
 * a new thread. `worker` is the file it begins with.
 */
export function openDigestThread(
  otherwise: DigestMaker,
  worker: URL = WORKER,
): DigestMaker & { close(): Promise<void> } {
  const waiting = new Map<number, Waiting>();
  let thread: Worker | null = null;
  let orders = 0;
  let closed = false;

  const gone = () => {
    thread = null;
    for (const { fail } of waiting.values()) fail(new Error("the thread that makes digests ended"));
    waiting.clear();
  };

  const start = (): Worker => {
    const started = new Worker(worker, { resourceLimits: LIMITS });
    started.unref();
    started.on("message", (reply: DigestReply) => {
      waiting.get(reply.id)?.answer(reply);
      waiting.delete(reply.id);
      if (waiting.size === 0) started.unref();
    });
    // An error is followed by the end.
    started.on("error", () => {});
    started.on("exit", gone);
    return started;
  };

  const send = (order: WithoutId<DigestOrder>): Promise<DigestReply> =>
    new Promise((answer, fail) => {
      if (closed) throw new Error("the thread that makes digests was closed");
      thread ??= start();
      orders += 1;
      waiting.set(orders, { answer, fail });
      // Nobody's answer is lost because nothing else keeps the process.
      thread.ref();
      thread.postMessage({ ...order, id: orders });
    });

  // Nobody waits for it to begin.
  thread = start();

  const digestOf = (reply: DigestReply): Digest => {
    if ("digest" in reply) return JSON.parse(reply.digest) as Digest;
    throw new Error("failed" in reply ? reply.failed : "no digest");
  };

  return {
    async make(question) {
      const sent = send({ ask: "make", question: sentQuestion(question) });
      return sent.then(digestOf).catch(() => otherwise.make(question));
    },
    async prepare(question) {
      const known = new Set(question.library);
      try {
        const reply = await send({ ask: "prepare", ...withoutScope(question) });
        if (!("prepared" in reply)) return await otherwise.prepare(question);
        return {
          ...reply.prepared,
          async finish(elsewhere) {
            const more = elsewhere.filter((entry) => !known.has(entry)).map(sentEntry);
            return send({ ask: "finish", of: reply.id, more })
              .then(digestOf)
              .catch(async () => (await otherwise.prepare(question)).finish(elsewhere));
          },
        };
      } catch {
        return otherwise.prepare(question);
      }
    },
    async close() {
      closed = true;
      await thread?.terminate();
    },
  };
}

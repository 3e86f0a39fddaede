import { readFileSync } from "node:fs";
import { parentPort } from "node:worker_threads";
import type { PreparedDigest } from "../../briefings/index.ts";
import { digestMaking } from "./digest-making.ts";
import { type DigestOrder, type DigestReply, receivedEntry, receivedQuestion } from "./digest-orders.ts";
import type { DigestQuestion } from "./engine.ts";

/** Digests that were begun and whose askers never came back for the rest are given up. */
const MOST_BEGUN = 16;

const words = new URL("../../seeds/words/en/digest.json", import.meta.url);
const engine = digestMaking({ digest: JSON.parse(readFileSync(words, "utf8")) });
const begun = new Map<
  number,
  { readonly prepared: PreparedDigest; readonly library: DigestQuestion["library"] }
>();

parentPort?.on("message", (order: DigestOrder) => {
  let reply: DigestReply;
  try {
    reply = carryOut(order);
  } catch (error) {
    reply = {
      id: order.id,
      failed: error instanceof Error ? `${error.name}: ${error.message}` : String(error),
    };
  }
  parentPort?.postMessage(reply);
});

function carryOut(order: DigestOrder): DigestReply {
  const { id } = order;
  switch (order.ask) {
    case "make":
      return { id, digest: JSON.stringify(engine.makeDigest(receivedQuestion(order.question))) };
    case "prepare": {
      const question = receivedQuestion(order.question);
      const prepared = engine.prepareDigest({ ...question, scope: order.scope });
      begun.set(id, { prepared, library: question.library });
      for (const first of begun.keys()) {
        if (begun.size <= MOST_BEGUN) break;
        begun.delete(first);
      }
      const { finish: _, ...rest } = prepared;
      return { id, prepared: rest };
    }
    case "finish": {
      const one = begun.get(order.of);
      if (one === undefined) return { id, failed: "it was given up" };
      begun.delete(order.of);
      const digest = one.prepared.finish([...one.library, ...order.more.map(receivedEntry)]);
      return { id, digest: JSON.stringify(digest) };
    }
    default:
      return order satisfies never;
  }
}

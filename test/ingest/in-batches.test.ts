import { describe, expect, it } from "vitest";
import { inBatches } from "../../src/ingest/in-batches.ts";
import { collect } from "../support/collect.ts";

const never = () => new Promise<void>(() => {});

async function* counted(most: number, asked: number[] = []) {
  for (let i = 0; i < most; i++) {
    asked.push(i);
    yield i;
  }
}

describe("batches", () => {
  it("are full as long as items come", async () => {
    const batches = await collect(inBatches(counted(7), { sizeOf: () => 1, most: 3, pause: never }));

    expect(batches).toEqual([[0, 1, 2], [3, 4, 5], [6]]);
  });

  it("are closed by a few large items", async () => {
    const sizeOf = () => 3_000_000;

    expect(await collect(inBatches(counted(3), { sizeOf, pause: never }))).toEqual([[0, 1], [2]]);
  });

  it("do not wait for an item that is late, and lose none", async () => {
    const late = Promise.withResolvers<void>();
    async function* source() {
      yield 1;
      yield 2;
      await late.promise;
      yield 3;
    }
    const batches = inBatches(source(), { sizeOf: () => 1, pause: async () => {} });

    expect((await batches.next()).value).toEqual([1]);
    expect((await batches.next()).value).toEqual([2]);
    late.resolve();
    expect((await batches.next()).value).toEqual([3]);
    expect((await batches.next()).done).toBe(true);
  });

  it("are filled only when they are asked for", async () => {
    const asked: number[] = [];
    const batches = inBatches(counted(100, asked), { sizeOf: () => 1, most: 4, pause: never });

    await batches.next();
    await batches.return(undefined);

    expect(asked).toEqual([0, 1, 2, 3]);
  });

  it("pass on what is wrong with their source", async () => {
    async function* source() {
      yield 1;
      throw new Error("gone");
    }

    await expect(collect(inBatches(source(), { sizeOf: () => 1, pause: never }))).rejects.toThrow("gone");
  });
});

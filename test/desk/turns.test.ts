import { describe, expect, test } from "vitest";
import { makeTurns } from "../../src/desk/turns.ts";

describe("turns", () => {
  test("lets what else is to be done go between two pieces of work that wait for nothing", async () => {
    const turns = makeTurns(1);
    const done: string[] = [];
    const work = (name: string) => turns.take(async () => void done.push(name));
    const all = Promise.all([work("one"), work("two"), work("three")]);
    const other = new Promise<void>((resolve) => {
      const look = () => {
        if (done.length < 3) done.push("other");
        if (done.filter((name) => name === "three").length > 0) resolve();
        else setImmediate(look);
      };
      setImmediate(look);
    });
    await Promise.all([all, other]);
    expect(done.filter((name) => name !== "other")).toEqual(["one", "two", "three"]);
    const [first, second] = [done.indexOf("one"), done.indexOf("two")];
    expect(done.slice(first, second)).toContain("other");
  });

  test("runs no more at once than may be, in the order they came", async () => {
    const turns = makeTurns(2);
    let running = 0;
    let most = 0;
    const order: number[] = [];
    await Promise.all(
      Array.from({ length: 6 }, (_, number) =>
        turns.take(async () => {
          running += 1;
          most = Math.max(most, running);
          order.push(number);
          await new Promise((resolve) => setImmediate(resolve));
          running -= 1;
        }),
      ),
    );
    expect(most).toBe(2);
    expect(order).toEqual([0, 1, 2, 3, 4, 5]);
  });

  test("gives the error of one piece of work to who asked for it, and goes on", async () => {
    const turns = makeTurns(1);
    const failed = turns.take(async () => {
      throw new Error("no such town");
    });
    const next = turns.take(async () => "served");
    await expect(failed).rejects.toThrow("no such town");
    expect(await next).toBe("served");
  });
});

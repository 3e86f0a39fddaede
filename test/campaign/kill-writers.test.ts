import { describe, expect, it } from "vitest";
import { seeded } from "../bench/made-up-news.ts";
import { aDatabase, describeWithPostgres } from "../support/a-database.ts";
import { tempDir } from "../support/temp-dir.ts";
import { killWriters } from "./kill-writers.ts";

const FEW = { articles: 60, kills: 3, within: 200 };
const WELL = { kills: 3, problems: [] };

describe("writers of a file", () => {
  it("that are killed lose nothing they acknowledged, and the next one ends the work", async () => {
    const report = await killWriters({
      ...FEW,
      folder: tempDir(),
      random: seeded(7),
      newPlace: async () => tempDir(),
    });

    expect(report).toMatchObject(WELL);
    expect(report.acknowledged).toBe(report.rounds * FEW.articles);
  });
});

describeWithPostgres("writers to PostgreSQL", () => {
  it("that are killed lose nothing they acknowledged, and the next one ends the work", async () => {
    const report = await killWriters({
      ...FEW,
      folder: tempDir(),
      random: seeded(7),
      newPlace: () => aDatabase(),
    });

    expect(report).toMatchObject(WELL);
    expect(report.acknowledged).toBe(report.rounds * FEW.articles);
  });
});

import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { createReader } from "../briefings/index.ts";
import { loadKnowledge } from "../src/desk/load-knowledge.ts";

const file = new URL("../../shared/seed/reuters-2025-01-29.txt", import.meta.url);
const here = existsSync(file);

/** A real wire report that is not part of the project: read where it lies beside it. */
describe.skipIf(!here)(
  here ? "the seed report" : "the seed report (skipped: ../shared/seed is not here)",
  () => {
    const text = here ? readFileSync(file, "utf8").normalize("NFC").trim() : "";
    const facts = here
      ? createReader(loadKnowledge().knowledge).read({
          id: "seed",
          publisher: "Reuters",
          origin: "Reuters",
          title: "",
          publishedAt: "2025-01-29",
          publishedPrecision: "day",
          language: "en",
          text,
          sha256: "",
          retrievedAt: "",
        })
      : null;
    const actor = (name: string) => facts?.actors.find((a) => a.name === name || a.aliases.includes(name));
    const said = (part: string) => facts?.statements.filter((s) => s.text.includes(part)) ?? [];

    it("names the people with their offices", () => {
      expect(actor("Paul Kagame")).toMatchObject({ kind: "person", roles: ["Rwanda's President"] });
      expect(actor("Marco Rubio")).toMatchObject({ kind: "person", roles: ["Secretary of State"] });
    });

    it.each([
      ["M23", "armed_group"],
      ["Rwanda", "state"],
      ["DRC", "state"],
      ["U.S. State Department", "government"],
      ["United Nations Security Council", "intergovernmental"],
    ])("knows %s as %s", (name, kind) => {
      expect(actor(name)?.kind).toBe(kind);
    });

    it("puts Goma on the map, and North Kivu as a province", () => {
      const goma = facts?.places.find((p) => p.name === "Goma");

      expect(goma).toMatchObject({ country: "CD", precision: "town" });
      expect(goma?.lat).toBeCloseTo(-1.68, 1);
      expect(goma?.lon).toBeCloseTo(29.22, 1);
      expect(facts?.places.find((p) => p.name === "North Kivu")).toMatchObject({
        country: "CD",
        precision: "admin1",
      });
    });

    it("quotes the post with its channel, and the fragment with its addressee", () => {
      expect(said("Had a productive conversation")).toMatchObject([
        { speaker: { name: "Paul Kagame" }, mode: "direct", channel: "on X", when: { from: "2025-01-29" } },
      ]);
      expect(said("deeply troubled")).toMatchObject([
        { speaker: { name: "Marco Rubio" }, mode: "mixed", addressee: { name: "Paul Kagame" } },
      ]);
      expect(said("The Secretary urged")).toMatchObject([
        { speaker: { name: "U.S. State Department" }, mode: "direct", channel: "in a statement" },
      ]);
    });

    it("keeps the accusation with both who make it, and the answer", () => {
      expect(said("Rwandan troops are present in Goma").map((s) => s.speaker.name)).toEqual([
        "Congo",
        "head of U.N. peacekeeping",
      ]);
      expect(said("it is defending itself")).toMatchObject([{ speaker: { name: "Rwanda" } }]);
      expect(said("shops and houses had been looted")).toMatchObject([{ speaker: { name: "residents" } }]);
      expect(said("exchanged fire")).toMatchObject([{ speaker: { name: "UN sources" } }]);
    });

    it("counts the displaced and nothing else", () => {
      expect(facts?.figures).toMatchObject([
        {
          metric: "displaced",
          low: 20_000,
          high: 99_999,
          quantifier: "vague",
          text: "tens of thousands",
          claimant: null,
        },
      ]);
    });

    it("cuts every excerpt from the text", () => {
      const excerpts = [
        ...(facts?.statements ?? []),
        ...(facts?.figures ?? []),
        ...(facts?.keySentences ?? []),
      ];

      for (const { evidence } of excerpts)
        expect(evidence.excerpt).toBe(text.slice(evidence.start, evidence.end));
    });
  },
);

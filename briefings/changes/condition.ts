import { z } from "zod";
import { Act, Metric } from "../facts.ts";

/** How far a number must lie from the one before it, in percent: upwards, downwards, or either way. */
const Shift = z.object({
  direction: z.enum(["up", "down", "either"]),
  percent: z.number().positive().max(100_000),
});

/** What has to change for an alert; only what is told by articles, never what somebody typed as a keyword. */
export const Condition = z.discriminatedUnion("kind", [
  /** Whatever is material: numbers, denials and other weighty words, disagreements, reports taken back. */
  z.object({ kind: z.literal("anything") }),
  z.object({
    kind: z.literal("figure"),
    metric: Metric,
    /** A claim that lies above this number as a whole: "at least 100" does not lie above 100. */
    above: z.number().nonnegative().nullable(),
    /** Against the number before: of the same source, else of the latest independent one. */
    shift: Shift.nullable(),
    /** Cumulative counts, or counts of one day; neither is ever measured by the other. */
    scope: z.enum(["total", "daily"]),
    /** Of people (of facilities, where a metric counts those), or of households. */
    unit: z.enum(["people", "households"]),
  }),
  /** `actor` as typed; null is anybody. `act` null is whatever they do with words. */
  z.object({ kind: z.literal("statement"), actor: z.string().min(1).nullable(), act: Act.nullable() }),
  z.object({ kind: z.literal("newcomer"), of: z.enum(["place", "actor"]) }),
  z.object({ kind: z.literal("disagreement") }),
]);
export type Condition = z.infer<typeof Condition>;

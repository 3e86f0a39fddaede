import type { Fields } from "./fields.ts";
import type { Journal } from "./journal.ts";
import type { Message, World } from "./world.ts";

/** A view as it stands on a member's screen. */
export interface OpenView {
  readonly id: string;
  readonly team: string;
  readonly user: string;
  readonly hash: string;
  readonly content: Fields;
  readonly rootId: string;
  readonly previousId: string | null;
}

/** One thing that happens before the eyes of members. `to` is null when everybody in the channel sees it. */
export type Shown =
  | ShownMessage<"message">
  | ShownMessage<"update">
  | ShownMessage<"delete">
  | ShownMessage<"ephemeral">
  | (Seen & {
      readonly kind: "view";
      readonly how: "open" | "push" | "update" | "close";
      readonly view: OpenView;
    })
  | (Seen & { readonly kind: "home"; readonly view: OpenView })
  | (Seen & { readonly kind: "form-errors"; readonly errors: Readonly<Record<string, string>> })
  /** Slack's own words to the member when an app did not do its part. */
  | (Seen & { readonly kind: "trouble"; readonly text: string });

interface Seen {
  readonly team: string;
  readonly to: string | null;
}

interface ShownMessage<Kind extends string> extends Seen {
  readonly kind: Kind;
  readonly message: Message;
}

export type ShownOf<Kind extends Shown["kind"]> = Extract<Shown, { readonly kind: Kind }>;

/** What one member sees from now on. */
export interface Watch {
  /** Everything so far, in order; grows while the test goes on. */
  readonly seen: readonly Shown[];
  /** The next of this kind that `next` has not handed out yet; fails with what was seen instead. */
  next<Kind extends Shown["kind"]>(kind: Kind): Promise<ShownOf<Kind>>;
}

export interface Sight {
  show(shown: Shown): void;
  watch(team: string, user: string): Watch;
}

/** How long `next` waits for something that should happen at once; reached only by failing tests. */
const PATIENCE_MS = 10_000;

export function openSight(world: World, journal: Journal): Sight {
  const listeners = new Set<(shown: Shown) => void>();
  return {
    show(shown) {
      journal.note("shown", { shown });
      for (const listener of listeners) listener(shown);
    },
    watch(team, user) {
      const seen: Shown[] = [];
      const handedOut = new Set<Shown>();
      let wake: (() => void) | null = null;
      listeners.add((shown) => {
        if (!isVisible(world, shown, team, user)) return;
        seen.push(shown);
        wake?.();
      });
      const find = (kind: string) => seen.find((shown) => shown.kind === kind && !handedOut.has(shown));
      return {
        seen,
        async next<Kind extends Shown["kind"]>(kind: Kind) {
          const until = performance.now() + PATIENCE_MS;
          let found = find(kind);
          while (found === undefined) {
            const left = until - performance.now();
            if (left <= 0) throw new Error(`${user} waited for “${kind}” and saw only ${said(seen)}`);
            await wakeOr(left, (resolve) => {
              wake = resolve;
            });
            found = find(kind);
          }
          handedOut.add(found);
          return found as ShownOf<Kind>;
        },
      };
    },
  };
}

function isVisible(world: World, shown: Shown, team: string, user: string): boolean {
  if (shown.team !== team) return false;
  if (shown.to !== null) return shown.to === user;
  if (!("message" in shown)) return true;
  return world.workspace(team).channels.get(shown.message.channel)?.members.has(user) ?? false;
}

function said(seen: readonly Shown[]): string {
  return seen.length === 0 ? "nothing" : JSON.stringify(seen);
}

function wakeOr(milliseconds: number, register: (resolve: () => void) => void): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    register(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}

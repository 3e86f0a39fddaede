import type { SlackPage } from "./render.ts";

/** How an answer stands in the channel. */
export interface Answer extends SlackPage {
  /** Takes the place of the message that was acted on; else it is a new one. */
  readonly replace?: boolean;
  /** For everybody in the channel; else for the one who asked. */
  readonly shared?: boolean;
}

/** What became of it: refused means that Slack takes such blocks nowhere; gone, that the address is used up. */
export type Responded = "shown" | "refused" | "gone";

const TIMEOUT_MS = 10_000;
/** Milliseconds before a second try where Slack is busy. */
const PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 5000;

/**
 * Answers at a response_url, which takes five answers within thirty minutes. A second try only where the first did
 * surely not arrive, or may arrive twice. Rejects when the network fails for good.
 */
export async function respondAt(url: string, answer: Answer): Promise<Responded> {
  const { text, blocks, replace = false, shared = false } = answer;
  const body = JSON.stringify({
    text,
    blocks,
    response_type: shared ? "in_channel" : "ephemeral",
    replace_original: replace,
    unfurl_links: false,
    unfurl_media: false,
  });
  for (let attempt = 1; ; attempt += 1) {
    let response: Response;
    try {
      response = await fetch(url, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body,
        redirect: "error",
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
    } catch (error) {
      if (attempt > 1 || !replace) throw error;
      continue;
    }
    if (response.ok) return "shown";
    if (response.status === 400) return "refused";
    if (response.status === 404 || response.status === 410) return "gone";
    if (attempt > 2) throw new Error(`the answer was refused with status ${response.status}`);
    const seconds = Number(response.headers.get("retry-after") ?? Number.NaN);
    const pause = Number.isFinite(seconds) ? Math.min(seconds * 1000, LONGEST_PAUSE_MS) : PAUSE_MS;
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}

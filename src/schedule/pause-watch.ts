import type { DeliveryProblem } from "../chat/adapter.ts";
import { type Document, paragraph } from "../chat/document.ts";
import { wordsIn } from "../chat/words/catalogue.ts";
import type { Clock } from "../clock.ts";
import type { ClaimedPost } from "../stores/outbox.ts";
import type { Store } from "../stores/store.ts";
import type { KeptWatch } from "../stores/watches.ts";

interface Trouble {
  readonly problem: DeliveryProblem;
  /** Permissions, as the platform calls them. */
  readonly missing: readonly string[];
  readonly why: string;
}

/**
 * Pauses the watch whose alert cannot be posted, where the post is one, and tells its owner why: the word is in the
 * outbox before anything else changes.
 */
export async function pauseWatchOf(
  post: ClaimedPost,
  trouble: Trouble,
  { store, clock }: { readonly store: Pick<Store, "outbox" | "watches">; readonly clock: Clock },
): Promise<void> {
  if (post.subscription === null || post.user !== null) return;
  const { tenant } = post;
  const watch = await store.watches.get(tenant, post.subscription);
  if (watch === null) return;
  const document = noticeFor(watch, trouble);
  const notice = { key: `${post.key} notice`, tenant, channel: "", user: watch.owner, document };
  await store.outbox.put([notice], clock.now());
  await store.watches.pause(tenant, watch.id, clock.now().toISOString(), trouble.why);
}

function noticeFor({ language, topic, channel }: KeptWatch, { problem, missing }: Trouble): Document {
  const { cannot } = wordsIn(language).watches;
  const sentence =
    problem === "gone" ? cannot.gone(topic, channel) : cannot.noAccess(topic, channel, missing);
  return {
    summary: sentence,
    tone: "trouble",
    language,
    blocks: [paragraph(sentence), paragraph(cannot.until)],
  };
}

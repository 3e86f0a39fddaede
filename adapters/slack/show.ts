import type { Document } from "../../src/chat/document.ts";
import { languageOf } from "../../src/chat/language.ts";
import type { ChatMemory } from "../../src/chat/memory.ts";
import { wordsIn } from "../../src/chat/words/catalogue.ts";
import type { DrawPages, Pages } from "../shared/pages.ts";
import { openPages } from "../shared/pages.ts";
import { refusalOf, type SlackClient } from "./client.ts";
import { renderSlack, type SlackPage } from "./render.ts";
import { respondAt } from "./respond.ts";
import { answerView } from "./views.ts";
import type { Whereabouts } from "./where.ts";

/** Where an answer goes: to the address that came with an interaction, or into a dialogue. */
export type Place =
  | { readonly kind: "url"; readonly url: string; readonly replace?: boolean; readonly shared?: boolean }
  | { readonly kind: "view"; readonly id: string };

/** The ways a document is drawn; whatever is drawn in one of them is remembered for all. */
export interface Drawings {
  /** For the one who asked, with a button to share it. */
  readonly own: Pages<SlackPage>;
  readonly shared: Pages<SlackPage>;
  /** For dialogues, App Home, and where Slack takes no table. */
  readonly plain: Pages<SlackPage>;
}

export function openDrawings(memory: ChatMemory): Drawings {
  const drawn =
    (options: { readonly tables?: boolean; readonly shareable?: boolean }): DrawPages<SlackPage> =>
    (document, customIdOf) =>
      renderSlack(document, {
        ...options,
        shareable: options.shareable === true && document.tone === "found",
        customIdOf,
      });
  return {
    own: openPages(memory, drawn({ shareable: true })),
    shared: openPages(memory, drawn({})),
    plain: openPages(memory, drawn({ tables: false })),
  };
}

/**
 * Shows a page of a document. Blocks that Slack refuses are sent once more without a table; an address that is used
 * up is answered by a message that only the asker sees, where the bot may write there. Rejects when nothing helped.
 */
export async function show(
  { own, shared, plain }: Drawings,
  client: SlackClient,
  where: Whereabouts,
  place: Place,
  document: Document,
  number: number,
): Promise<void> {
  const { tenant, user, channel } = where;
  if (place.kind === "view") {
    const page = await plain.page(tenant, document, number);
    await client.views.update({
      view_id: place.id,
      view: answerView(page, wordsIn(document.language ?? languageOf("en"))),
    });
    return;
  }
  const way = { replace: place.replace === true, shared: place.shared === true };
  const page = await (way.shared ? shared : own).page(tenant, document, number);
  let became = await respondAt(place.url, { ...page, ...way });
  if (became === "refused")
    became = await respondAt(place.url, { ...(await plain.page(tenant, document, number)), ...way });
  if (became === "shown") return;
  if (became === "refused" || channel === null || way.shared)
    throw new Error(`the answer could not be shown: ${became}`);
  try {
    await client.chat.postEphemeral({ channel, user, ...page, blocks: [...page.blocks] });
  } catch (error) {
    throw new Error(`the answer came too late: ${refusalOf(error) ?? "no answer"}`, { cause: error });
  }
}

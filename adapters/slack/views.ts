import type { HomeView, KnownBlock, ModalView } from "@slack/types";
import type { Words } from "../../src/chat/words/catalogue.ts";
import { shortLabel } from "../shared/short-label.ts";
import { SLACK_LIMITS } from "./limits.ts";
import type { SlackPage } from "./render.ts";
import { plainText } from "./rich-text.ts";

/** An answer as a dialogue, for those who act where there is no channel. */
export function answerView({ blocks }: Pick<SlackPage, "blocks">, { platform }: Words): ModalView {
  return {
    type: "modal",
    callback_id: "sitrep:answer",
    title: plainText("Sitrep"),
    close: plainText(shortLabel(platform.close, SLACK_LIMITS.modalTitle)),
    blocks: blocks.slice(0, SLACK_LIMITS.viewBlocks) as KnownBlock[],
  };
}

/** Stands there while the answer is made: a trigger opens a dialogue within three seconds or never. */
export function loadingView(words: Words): ModalView {
  return answerView({ blocks: [{ type: "context", elements: [plainText(words.platform.loading)] }] }, words);
}

export function homeView({ blocks }: SlackPage): HomeView {
  return { type: "home", blocks: blocks.slice(0, SLACK_LIMITS.viewBlocks) as KnownBlock[] };
}

import type { ModalView } from "@slack/types";
import { z } from "zod";
import type { Dispatch, Suggest } from "../../src/chat/adapter.ts";
import type { CommandInfo } from "../../src/chat/command.ts";
import { type Document, paragraph, small } from "../../src/chat/document.ts";
import type { Language } from "../../src/chat/language.ts";
import type { ChatMemory } from "../../src/chat/memory.ts";
import { parseLine } from "../../src/chat/parse-line.ts";
import { type Words, wordsIn } from "../../src/chat/words/catalogue.ts";
import { readCustomId } from "../shared/custom-ids.ts";
import { briefMessage } from "./brief-message.ts";
import type { SlackClient } from "./client.ts";
import { askingForm, commandForm, enteredIn } from "./forms.ts";
import type { Members } from "./members.ts";
import type { FetchFile } from "./message-files.ts";
import { sendFiles } from "./send-files.ts";
import { type Drawings, type Place, show } from "./show.ts";
import { answerView, homeView, loadingView } from "./views.ts";
import { invocationOf, type Whereabouts } from "./where.ts";

export interface AnswerNeeds {
  readonly dispatch: Dispatch;
  readonly commands: readonly CommandInfo[];
  readonly suggest: Suggest;
  readonly memory: ChatMemory;
  readonly drawings: Drawings;
  readonly members: Members;
  readonly postingClient: (token: string) => SlackClient;
  readonly fetchFile: FetchFile;
  readonly apiBase: string | null;
}

/** Somebody who acts, and the client with the key of their workspace. */
export interface Acting {
  readonly client: SlackClient;
  readonly token: string;
  readonly where: Whereabouts;
}

/** A dialogue that waits to be sent: what runs then, for whom, and where the answer goes. */
const Waiting = z.object({
  form: z.literal(true),
  command: z.string(),
  options: z.record(z.string(), z.string()),
  user: z.string(),
  channel: z.string().nullable(),
  /** The address that came with the command; null where the answer stays in the dialogue. */
  url: z.string().nullable(),
});
type Waiting = z.infer<typeof Waiting>;

/** As long as an address for answers lives. */
const WAITING_MS = 30 * 60_000;

/** A press as Slack tells it, already parsed. */
export interface Pressed {
  readonly actionId: string;
  /** The chosen option, where it was a choice. */
  readonly value: string | null;
  readonly triggerId: string;
  /** Whether everybody sees what was pressed. */
  readonly isPublic: boolean;
  /** Where the answer of a press in a message goes. */
  readonly url: string | null;
  readonly view: { readonly id: string; readonly type: string } | null;
}

/** What a dialogue does when it is sent: close and answer elsewhere, or stay and show what `work` puts there. */
export interface Sent {
  /** null closes it. */
  readonly ack: { readonly response_action: "update"; readonly view: ModalView } | null;
  readonly work: () => Promise<void>;
}

/**
 * Answers what members do. Everything is shown to the one who acts unless she shares it, and every press and every
 * dialogue is another dispatch with the permissions she has at that moment. All reject only for trouble with Slack.
 */
export function createAnswering(needs: AnswerNeeds) {
  const { dispatch, commands, suggest, memory, drawings, members, postingClient } = needs;

  const wordsFor = async ({ client, where }: Acting): Promise<Words> =>
    wordsIn((await members.of(client, where.tenant, where.user)).language);

  async function run(
    acting: Acting,
    command: string,
    options: Readonly<Record<string, unknown>>,
  ): Promise<Document> {
    const { client, where } = acting;
    const info = commands.find(({ name }) => name === command);
    const fresh = info?.who === "managers" || "keep" in options;
    const member = await members.of(client, where.tenant, where.user, fresh);
    const document = await dispatch(invocationOf(command, options, where, member));
    if (command !== "help") return document;
    const { platform } = wordsIn(document.language ?? "en");
    return {
      ...document,
      blocks: [...document.blocks.slice(0, 1), small(platform.typedOnSlack), ...document.blocks.slice(1)],
    };
  }

  async function answer(
    acting: Acting,
    place: Place,
    command: string,
    options: Readonly<Record<string, unknown>>,
  ): Promise<void> {
    const document = await run(acting, command, options);
    await present(acting, place, document);
    if (place.kind === "view" && commands.find(({ name }) => name === command)?.who === "managers")
      await home(acting);
  }

  async function present(acting: Acting, place: Place, document: Document): Promise<void> {
    const { client, where, token } = acting;
    if (document.files === undefined) return show(drawings, client, where, place, document, 0);
    const { platform } = wordsIn(document.language ?? "en");
    const sent = await sendFiles(postingClient(token), where.user, document).then(
      () => true,
      () => false,
    );
    const { files: _, ...rest } = document;
    const note = sent ? platform.fileSentDirect : platform.gone;
    await show(drawings, client, where, place, { ...rest, blocks: [...rest.blocks, paragraph(note)] }, 0);
  }

  async function expired(acting: Acting, place: Place): Promise<void> {
    const { language } = await members.of(acting.client, acting.where.tenant, acting.where.user);
    await show(drawings, acting.client, acting.where, place, expiredDocument(language), 0);
  }

  /** A dialogue on top of whatever is there. */
  async function openForm(
    { client, where }: Acting,
    triggerId: string,
    waiting: Waiting,
    draw: (key: string) => ReturnType<typeof askingForm>,
    onTop = false,
  ): Promise<void> {
    const key = memory.keyOf(where.tenant, waiting);
    const [view] = await Promise.all([
      Promise.resolve(draw(key)),
      memory.keep(where.tenant, [waiting], WAITING_MS),
    ]);
    const open = onTop ? client.views.push : client.views.open;
    await open({ trigger_id: triggerId, view });
  }

  async function slash(
    acting: Acting,
    typed: {
      readonly command: string;
      readonly text: string;
      readonly triggerId: string;
      readonly url: string;
    },
  ): Promise<void> {
    const words = await wordsFor(acting);
    const line = typed.command === "/sitrep" ? typed.text : `${typed.command} ${typed.text}`;
    const parsed = parseLine(line, commands, "briefing", words) ?? { command: "help", options: {} };
    const info = commands.find(({ name }) => name === parsed.command);
    const required = Object.entries(info?.options ?? {}).filter(([, option]) => option.required);
    const isMissing = required.some(([name]) => (parsed.options[name] ?? "") === "");
    if (info === undefined || !isMissing)
      return answer(acting, { kind: "url", url: typed.url }, parsed.command, parsed.options);
    const { user, channel } = acting.where;
    const { command, options } = parsed;
    const waiting: Waiting = { form: true, command, options: {}, user, channel, url: typed.url };
    await openForm(acting, typed.triggerId, waiting, (key) => commandForm(info, options, key, words));
  }

  async function press(acting: Acting, pressed: Pressed): Promise<void> {
    const { client, where } = acting;
    const { view, url, triggerId, value } = pressed;
    const id = readCustomId(pressed.actionId);
    const offered =
      id?.kind === "act" || id?.kind === "ask" ? await drawings.own.offered(where.tenant, id.key) : null;
    if (offered?.asks !== undefined) {
      const { asks, command, options, label } = offered;
      const waiting: Waiting = {
        form: true,
        command,
        options,
        user: where.user,
        channel: where.channel,
        url,
      };
      const words = await wordsFor(acting);
      const draw = (key: string) => askingForm(label, asks, key, words);
      return openForm(acting, triggerId, waiting, draw, view?.type === "modal");
    }
    const place = await placeOf(acting, pressed);
    if (place === null) return;
    if (id?.kind === "page" || id?.kind === "share") {
      const document = await drawings.own.document(where.tenant, id.key);
      if (document === null) return expired(acting, place);
      if (id.kind === "page")
        return show(drawings, client, where, replacing(place, pressed.isPublic), document, id.page);
      if (place.kind === "url") return show(drawings, client, where, { ...place, shared: true }, document, 0);
      return;
    }
    if (id?.kind === "why" && value !== null) return answer(acting, place, "why", { id: value });
    if (offered === null) return expired(acting, place);
    await answer(acting, place, offered.command, offered.options);
  }

  /** Where the answer to a press goes; from App Home into a dialogue, which has to open at once. */
  async function placeOf(acting: Acting, { view, url, triggerId }: Pressed): Promise<Place | null> {
    if (url !== null) return { kind: "url", url };
    if (view === null) return null;
    if (view.type === "modal") return { kind: "view", id: view.id };
    const opened = await acting.client.views.open({
      trigger_id: triggerId,
      view: loadingView(await wordsFor(acting)),
    });
    return opened.view?.id === undefined ? null : { kind: "view", id: opened.view.id };
  }

  async function submit(
    acting: Acting,
    sent: { readonly key: string; readonly viewId: string; readonly state: unknown },
  ): Promise<Sent> {
    const { where } = acting;
    const waiting = Waiting.safeParse(await memory.recall(where.tenant, sent.key));
    const isTheirs = waiting.success && waiting.data.user === where.user;
    if (isTheirs && waiting.data.url !== null) {
      const { command, options, channel, url } = waiting.data;
      const asked: Acting = { ...acting, where: { ...where, channel } };
      const all = { ...options, ...enteredIn(sent.state) };
      return { ack: null, work: () => answer(asked, { kind: "url", url }, command, all) };
    }
    // Known since the dialogue was opened: nobody waits for Slack here.
    const { language } = await members.of(acting.client, where.tenant, where.user);
    if (!isTheirs) {
      const page = await drawings.plain.page(where.tenant, expiredDocument(language), 0);
      const view = answerView(page, wordsIn(language));
      return { ack: { response_action: "update", view }, work: async () => {} };
    }
    const { command, options, channel } = waiting.data;
    const all = { ...options, ...enteredIn(sent.state) };
    const asked: Acting = { ...acting, where: { ...where, channel } };
    return {
      ack: { response_action: "update", view: loadingView(wordsIn(language)) },
      work: () => answer(asked, { kind: "view", id: sent.viewId }, command, all),
    };
  }

  /** Reads a message and its files for the one who asks. */
  async function onMessage(acting: Acting, message: unknown, url: string): Promise<void> {
    const documents = await briefMessage({ ...needs, run, words: wordsFor }, acting, message);
    for (const document of documents) await present(acting, { kind: "url", url }, document);
  }

  async function home(acting: Acting): Promise<void> {
    const { client, where } = acting;
    const document = await run({ ...acting, where: { ...where, channel: null } }, "home", {});
    const page = await drawings.plain.page(where.tenant, document, 0);
    await client.views.publish({ user_id: where.user, view: homeView(page) });
  }

  /** What was typed itself, then topics that begin with or resemble it. */
  async function options(
    tenant: string,
    typed: string,
  ): Promise<readonly { label: string; query: string }[]> {
    const words = typed.trim().slice(0, 75);
    const found = (await suggest(words, 99, tenant)).filter(({ query }) => query.length <= 75);
    const has = found.some(({ query }) => query.toLowerCase() === words.toLowerCase());
    return [...found, ...(words === "" || has ? [] : [{ label: words, query: words }])];
  }

  return { slash, press, submit, onMessage, home, options };
}

export type Answering = ReturnType<typeof createAnswering>;

function replacing(place: Place, shared: boolean): Place {
  return place.kind === "url" ? { ...place, replace: true, shared } : place;
}

function expiredDocument(language: Language): Document {
  const sentence = wordsIn(language).platform.expired;
  return { summary: sentence, tone: "trouble", language, blocks: [paragraph(sentence)] };
}

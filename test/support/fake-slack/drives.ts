import { answeredOptions, type Entry, elementNamed, entered } from "./elements.ts";
import { type Fields, textIn } from "./fields.ts";
import type { Ack, How, Link } from "./link.ts";
import { homeOf, wireView } from "./methods-views.ts";
import {
  type Actor,
  containerPayload,
  eventPayload,
  interactivePayload,
  newTrigger,
  placeOf,
  slashPayload,
} from "./payloads.ts";
import { type ResponseUrls, takeAnswer } from "./response-urls.ts";
import type { OpenView, Watch } from "./sight.ts";
import { judge, type Stage } from "./stage.ts";
import { submitView } from "./submit-view.ts";
import { directChannel, type Message, wireMessage } from "./world.ts";

/** Who acts, and where; the first workspace, its first member and its first channel unless said. */
export interface Who {
  readonly team?: string;
  readonly user?: string;
  /** Of the member, for messages shown to several. */
  readonly channel?: string;
}

/** The acknowledgement, and what the member sees from the moment of acting on. */
export interface Drive extends Watch {
  readonly ack: Ack;
}

/** What a member does. Each resolves once the app has acknowledged, or three seconds have passed. */
export interface Drives {
  slash(command: { readonly command: string; readonly text?: string } & Who, how?: How): Promise<Drive>;
  /** Presses a button of a message or view; the value picks among buttons of one action id. */
  press(target: Message | OpenView, actionId: string, value?: string, who?: Who, how?: How): Promise<Drive>;
  /** Chooses an option by its value, or a user, channel or date. */
  select(target: Message | OpenView, actionId: string, entry: Entry, who?: Who, how?: How): Promise<Drive>;
  /** Types into an external select; the options are what the member can choose from then on. */
  suggest(
    target: Message | OpenView,
    actionId: string,
    typed: string,
    who?: Who,
  ): Promise<{ readonly ack: Ack; readonly options: readonly Fields[] }>;
  /** Sends a dialog with what was entered, by action id; untouched elements keep their initial value. */
  submitView(view: OpenView, entries?: Readonly<Record<string, Entry>>, how?: How): Promise<Drive>;
  /** Takes a dialog away unsent; the app hears of it only if it asked to. */
  closeView(view: OpenView): Promise<Ack | null>;
  /** A shortcut of the app, on a message or from anywhere. */
  shortcut(callbackId: string, message: Message | null, who?: Who, how?: How): Promise<Drive>;
  openHome(who?: Who, how?: How): Promise<Drive>;
  /** Any event of the Events API. */
  event(event: { readonly type: string } & Fields, who?: Who, how?: How): Promise<Drive>;
  watch(who?: Who): Watch;
}

export function openDrives(stage: Stage, urls: ResponseUrls, link: () => Link): Drives {
  const suggested = new Map<string, readonly Fields[]>();
  const { world, sight } = stage;

  const actorOf = ({ team, user, channel }: Who): Actor => {
    const workspace = team === undefined ? [...world.workspaces.values()][0] : world.workspace(team);
    if (workspace === undefined) throw new Error("the fake Slack has no workspace");
    const member = user ?? [...workspace.members.keys()][0] ?? "";
    const place =
      channel === undefined
        ? [...workspace.channels.values()][0]
        : channel.startsWith("D")
          ? directChannel(workspace, member)
          : workspace.channels.get(channel);
    if (place === undefined) throw new Error(`${workspace.id} has no channel ${channel}`);
    return { workspace, user: member, channel: place };
  };
  const actorAt = (target: Message | OpenView, who: Who): Actor =>
    "hash" in target
      ? actorOf({ team: target.team, user: target.user, ...who })
      : actorOf({
          team: target.team,
          channel: target.channel,
          ...(target.onlyFor !== null && { user: target.onlyFor }),
          ...who,
        });
  const watchOf = ({ workspace, user }: Actor): Watch => sight.watch(workspace.id, user);

  /** Slack's own words where the app did not do its part. */
  const complain = ({ workspace, user }: Actor, what: string, { outcome }: Ack): void => {
    if (outcome === "acked" || outcome === "queued") return;
    const error = outcome === "timeout" ? "operation_timeout" : "dispatch_failed";
    sight.show({
      kind: "trouble",
      team: workspace.id,
      to: user,
      text: `${what} failed with the error "${error}"`,
    });
  };

  const act = async (
    target: Message | OpenView,
    actionId: string,
    value: string | undefined,
    entry: Entry | undefined,
    who: Who,
    how: How,
  ): Promise<Drive> => {
    const actor = actorAt(target, who);
    const element = elementNamed(blocksOf(target), actionId, value);
    const options = suggested.get(actionId) ?? [];
    const more = entry === undefined ? pressed(element.at) : entered(element, entry, options);
    const action = { type: element.type, ...more, action_id: actionId, block_id: element.blockId };
    const payload = {
      ...interactivePayload(stage, "block_actions", actor),
      ...containerPayload(stage, actor, target),
      trigger_id: newTrigger(stage, actor),
      ...(!("hash" in target) && { response_url: urls.issue(placeOf(actor, target)) }),
      state: { values: { [element.blockId]: { [actionId]: more } } },
      actions: [{ ...action, action_ts: world.nextTs() }],
    };
    const watch = watchOf(actor);
    const ack = await link().deliver("interactive", payload, how);
    complain(actor, actionId, ack);
    return { ...watch, ack };
  };

  const sendEvent = async (event: Fields, who: Who, how: How): Promise<Drive> => {
    const actor = actorOf(who);
    const watch = watchOf(actor);
    const payload = eventPayload(stage, actor.workspace, event);
    return { ...watch, ack: await link().deliver("events_api", payload, how) };
  };

  return {
    async slash({ command, text = "", ...who }, how = {}) {
      const actor = actorOf(who);
      const place = placeOf(actor, null);
      const payload = slashPayload(stage, actor, command, text, urls.issue(place));
      const watch = watchOf(actor);
      const ack = await link().deliver("slash_commands", payload, how);
      complain(actor, command, ack);
      const isAnswer = ack.outcome === "acked" && Object.keys(ack.body).length > 0;
      const error = isAnswer ? takeAnswer(stage, place, ack.body, "ack") : null;
      if (error !== null) complain(actor, command, { ...ack, outcome: "refused" });
      return { ...watch, ack };
    },
    press: (target, actionId, value, who = {}, how = {}) => act(target, actionId, value, undefined, who, how),
    select: (target, actionId, entry, who = {}, how = {}) =>
      act(target, actionId, undefined, entry, who, how),
    async suggest(target, actionId, typed, who = {}) {
      const actor = actorAt(target, who);
      const element = elementNamed(blocksOf(target), actionId);
      const ack = await link().deliver("interactive", {
        ...interactivePayload(stage, "block_suggestion", actor),
        ...containerPayload(stage, actor, target),
        action_id: actionId,
        block_id: element.blockId,
        value: typed,
      });
      const isRefused = judge(stage, "options", stage.check.options(ack.body)).length > 0;
      const options = isRefused ? [] : answeredOptions(ack.body);
      suggested.set(actionId, [...(suggested.get(actionId) ?? []), ...options]);
      return { ack, options };
    },
    async submitView(view, entries = {}, how = {}) {
      const actor = actorAt(view, {});
      const watch = watchOf(actor);
      const ack = await submitView(stage, link(), actor, view, entries, suggested, how);
      complain(actor, "the dialog", ack);
      return { ...watch, ack };
    },
    async closeView(view) {
      const actor = actorAt(view, {});
      stage.views.delete(view.id);
      if (view.content.notify_on_close !== true) return null;
      return link().deliver("interactive", {
        ...interactivePayload(stage, "view_closed", actor),
        view: wireView(stage, view),
        is_cleared: false,
      });
    },
    async shortcut(callbackId, message, who = {}, how = {}) {
      const actor = message === null ? actorOf(who) : actorAt(message, who);
      const watch = watchOf(actor);
      const ack = await link().deliver(
        "interactive",
        {
          ...interactivePayload(stage, message === null ? "shortcut" : "message_action", actor),
          callback_id: callbackId,
          trigger_id: newTrigger(stage, actor),
          action_ts: world.nextTs(),
          ...(message !== null && {
            message_ts: message.ts,
            message: wireMessage(actor.workspace, world.appId, message),
            channel: { id: actor.channel.id, name: actor.channel.name },
            response_url: urls.issue(placeOf(actor, null)),
          }),
        },
        how,
      );
      complain(actor, callbackId, ack);
      return { ...watch, ack };
    },
    async openHome(who = {}, how = {}) {
      const { workspace, user } = actorOf(who);
      const home = homeOf(stage, workspace.id, user);
      const event = {
        type: "app_home_opened",
        user,
        channel: directChannel(workspace, user).id,
        tab: "home",
        ...(home !== null && { view: wireView(stage, home) }),
      };
      return sendEvent(event, who, how);
    },
    event: (event, who = {}, how = {}) => sendEvent(event, who, how),
    watch: (who = {}) => watchOf(actorOf(who)),
  };
}

function blocksOf(target: Message | OpenView): readonly Fields[] {
  return "hash" in target ? ((target.content.blocks ?? []) as readonly Fields[]) : target.blocks;
}

function pressed(button: Fields): Fields {
  const value = textIn(button, "value");
  return { text: button.text, ...(value !== null && { value }) };
}

import { type Fields, fieldsIn, isFields, objectsIn, textIn } from "./fields.ts";
import { type BotCall, bot, type Methods, Refusal } from "./method.ts";
import { messagesOf } from "./methods-chat.ts";
import type { OpenView } from "./sight.ts";
import { judge, type Stage, withBlockIds } from "./stage.ts";

const TRIGGER_LIFE_MS = 3000;
const STACK = 3;

/** views.*; a trigger opens one view, within three seconds. */
export const viewMethods: Methods = {
  "views.open": bot(null, (call) => {
    const content = fitView(call.stage, fieldOrRefuse(call), "modal");
    const { user } = useTrigger(call);
    return answer(call, showModal(call.stage, call.workspace.id, user, content, "open", null));
  }),
  "views.push": bot(null, (call) => {
    const content = fitView(call.stage, fieldOrRefuse(call), "modal");
    const { user } = useTrigger(call);
    const top = topView(call.stage, call.workspace.id, user);
    if (top === null) throw new Refusal("not_found");
    return answer(call, pushView(call.stage, top, content));
  }),
  "views.update": bot(null, (call) => {
    const content = fitView(call.stage, fieldOrRefuse(call), "modal");
    const { stage, args, workspace } = call;
    const [id, externalId] = [textIn(args, "view_id"), textIn(args, "external_id")];
    const old = [...stage.views.values()].find(
      (view) =>
        view.team === workspace.id &&
        (id === null ? externalId !== null && view.content.external_id === externalId : view.id === id),
    );
    if (old === undefined) throw new Refusal("not_found");
    const hash = textIn(args, "hash");
    if (hash !== null && hash !== old.hash) throw new Refusal("hash_conflict");
    return answer(call, replaceView(stage, old, content));
  }),
  "views.publish": bot(null, (call) => {
    const content = fitView(call.stage, fieldOrRefuse(call), "home");
    const { stage, args, workspace } = call;
    const user = textIn(args, "user_id") ?? "";
    if (!workspace.members.has(user)) throw new Refusal("invalid_arguments");
    const old = homeOf(stage, workspace.id, user);
    const hash = textIn(args, "hash");
    if (hash !== null && old !== null && hash !== old.hash) throw new Refusal("hash_conflict");
    const id = old?.id ?? stage.world.nextId("V");
    const view = keep(stage, { id, team: workspace.id, user, content, rootId: id, previousId: null });
    stage.sight.show({ kind: "home", team: view.team, to: user, view });
    return answer(call, view);
  }),
};

/** The App Home as the member last saw it. */
export function homeOf(stage: Stage, team: string, user: string): OpenView | null {
  const own = viewsOf(stage, team, user).filter(({ content }) => content.type === "home");
  return own.at(-1) ?? null;
}

/** The dialog in front of the member. */
export function topView(stage: Stage, team: string, user: string): OpenView | null {
  return viewsOf(stage, team, user).findLast(({ content }) => content.type === "modal") ?? null;
}

export function pushView(stage: Stage, below: OpenView, content: Fields): OpenView {
  const open = viewsOf(stage, below.team, below.user).filter((view) => view.rootId === below.rootId);
  if (open.length >= STACK) throw new Refusal("push_limit_reached");
  return showModal(stage, below.team, below.user, content, "push", below);
}

export function replaceView(stage: Stage, old: OpenView, content: Fields): OpenView {
  const view = keep(stage, { ...old, content });
  stage.sight.show({ kind: "view", how: "update", team: view.team, to: view.user, view });
  return view;
}

/** Takes a dialog off the screen, or the whole stack of it. */
export function closeView(stage: Stage, view: OpenView, whole: boolean): void {
  for (const { id, rootId } of [...stage.views.values()]) {
    if (id === view.id || (whole && rootId === view.rootId)) stage.views.delete(id);
  }
  stage.sight.show({ kind: "view", how: "close", team: view.team, to: view.user, view });
}

/** Checks a view; throws the refusal Slack would give. */
export function fitView(stage: Stage, view: Fields, type: "modal" | "home"): Fields {
  const problems = judge(stage, `${type} view`, stage.check.view(view));
  if (view.type !== type) throw new Refusal("invalid_arguments");
  if (problems.length > 0) throw new Refusal("invalid_arguments", messagesOf(problems));
  return { ...view, blocks: withBlockIds(stage.world, objectsIn(view, "blocks")) };
}

/** A view as payloads and answers write it. */
export function wireView(stage: Stage, view: OpenView): Fields {
  const { botId } = stage.world.workspace(view.team);
  return {
    id: view.id,
    team_id: view.team,
    callback_id: "",
    private_metadata: "",
    external_id: "",
    state: { values: {} },
    ...view.content,
    hash: view.hash,
    root_view_id: view.rootId,
    previous_view_id: view.previousId,
    app_id: stage.world.appId,
    app_installed_team_id: view.team,
    bot_id: botId,
  };
}

function showModal(
  stage: Stage,
  team: string,
  user: string,
  content: Fields,
  how: "open" | "push",
  below: OpenView | null,
): OpenView {
  const id = stage.world.nextId("V");
  const view = keep(stage, {
    id,
    team,
    user,
    content,
    rootId: below?.rootId ?? id,
    previousId: below?.id ?? null,
  });
  stage.sight.show({ kind: "view", how, team, to: user, view });
  return view;
}

function keep(stage: Stage, view: Omit<OpenView, "hash">): OpenView {
  const made: OpenView = { ...view, hash: `${stage.world.nextTs()}.hash` };
  stage.views.set(made.id, made);
  return made;
}

function viewsOf(stage: Stage, team: string, user: string): OpenView[] {
  return [...stage.views.values()].filter((view) => view.team === team && view.user === user);
}

function fieldOrRefuse({ args }: BotCall): Fields {
  if (!isFields(args.view)) throw new Refusal("invalid_arguments");
  return fieldsIn(args, "view");
}

function useTrigger({ stage, args, workspace }: BotCall): { readonly user: string } {
  const id = textIn(args, "trigger_id") ?? "";
  const trigger = stage.triggers.get(id);
  if (trigger === undefined || trigger.team !== workspace.id) throw new Refusal("invalid_trigger_id");
  if (trigger.at === USED) throw new Refusal("trigger_exchanged");
  if (stage.world.clock.now().getTime() - trigger.at > TRIGGER_LIFE_MS) {
    throw new Refusal("expired_trigger_id");
  }
  stage.triggers.set(id, { ...trigger, at: USED });
  return trigger;
}

const USED = Number.NEGATIVE_INFINITY;

function answer({ stage }: BotCall, view: OpenView): Fields {
  return { view: wireView(stage, view) };
}

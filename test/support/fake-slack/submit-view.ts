import { type Entry, elementsOf, entered, initialEntry } from "./elements.ts";
import { type Fields, fieldsIn, objectsIn, textIn } from "./fields.ts";
import type { Ack, How, Link } from "./link.ts";
import { Refusal } from "./method.ts";
import { closeView, fitView, pushView, replaceView, wireView } from "./methods-views.ts";
import { type Actor, interactivePayload, newTrigger } from "./payloads.ts";
import type { OpenView } from "./sight.ts";
import type { Stage } from "./stage.ts";

/** Sends a dialog and does what the app's answer says: errors, another view in its place or on top, or close. */
export async function submitView(
  stage: Stage,
  link: Link,
  actor: Actor,
  view: OpenView,
  entries: Readonly<Record<string, Entry>>,
  suggested: ReadonlyMap<string, readonly Fields[]>,
  how: How,
): Promise<Ack> {
  const payload = {
    ...interactivePayload(stage, "view_submission", actor),
    trigger_id: newTrigger(stage, actor),
    view: { ...wireView(stage, view), state: { values: stateOf(view, entries, suggested) } },
    response_urls: [],
  };
  const ack = await link.deliver("interactive", payload, how);
  if (ack.outcome !== "acked") return ack;
  try {
    obey(stage, view, ack.body);
    return ack;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    stage.journal.violate(`answer to view_submission: ${error.code}`);
    return { ...ack, outcome: "refused" };
  }
}

function stateOf(
  view: OpenView,
  entries: Readonly<Record<string, Entry>>,
  suggested: ReadonlyMap<string, readonly Fields[]>,
): Fields {
  const state: Record<string, Record<string, Fields>> = {};
  const elements = elementsOf(objectsIn(view.content, "blocks"));
  const strangers = Object.keys(entries).filter((id) => !elements.some(({ actionId }) => actionId === id));
  if (strangers.length > 0) throw new Error(`the dialog has no ${strangers.join(", ")} to fill in`);
  for (const element of elements) {
    if (element.type === "button") continue;
    const entry = entries[element.actionId] ?? initialEntry(element);
    if (entry === null && element.required) {
      throw new Error(`Slack does not send a dialog while ${element.actionId} is empty`);
    }
    state[element.blockId] = {
      ...state[element.blockId],
      [element.actionId]: entered(element, entry, suggested.get(element.actionId) ?? []),
    };
  }
  return state;
}

function obey(stage: Stage, view: OpenView, body: Fields): void {
  const action = textIn(body, "response_action");
  switch (action) {
    case null:
      if (Object.keys(body).length > 0) throw new Refusal(`no response_action in ${JSON.stringify(body)}`);
      closeView(stage, view, false);
      break;
    case "clear":
      closeView(stage, view, true);
      break;
    case "update":
      replaceView(stage, view, fitView(stage, fieldsIn(body, "view"), "modal"));
      break;
    case "push":
      pushView(stage, view, fitView(stage, fieldsIn(body, "view"), "modal"));
      break;
    case "errors":
      showErrors(stage, view, fieldsIn(body, "errors"));
      break;
    default:
      throw new Refusal(`unknown response_action ${action}`);
  }
}

function showErrors(stage: Stage, view: OpenView, errors: Fields): void {
  const inputs = objectsIn(view.content, "blocks").filter(({ type }) => type === "input");
  const strangers = Object.keys(errors).filter((id) => !inputs.some((block) => block.block_id === id));
  if (strangers.length > 0)
    throw new Refusal(`errors for ${strangers.join(", ")}, which are no input blocks`);
  stage.sight.show({
    kind: "form-errors",
    team: view.team,
    to: view.user,
    errors: Object.fromEntries(Object.entries(errors).map(([id, text]) => [id, String(text)])),
  });
}

import type { IncomingMessage, ServerResponse } from "node:http";
import { answersItself, type Faults } from "./faults.ts";
import { type Fields, flagIn, objectsIn, textIn } from "./fields.ts";
import { answerJson, answerText, hangUp, readRequest } from "./read-request.ts";
import { changeMessage, judgeMessage, putMessage, removeMessage, type Stage } from "./stage.ts";
import type { Channel, Message, Workspace } from "./world.ts";

const USES = 5;
const LIFE_MS = 30 * 60 * 1000;

/** Where an answer to one interaction goes. */
export interface AnswerPlace {
  readonly workspace: Workspace;
  readonly channel: Channel;
  readonly user: string;
  /** The message that was acted on; null for a command. */
  readonly origin: Message | null;
}

export interface ResponseUrls {
  /** A new address for answers. */
  issue(place: AnswerPlace): string;
  answer(path: string, request: IncomingMessage, response: ServerResponse): Promise<void>;
}

/** Five answers within thirty minutes by the clock of the fake; the sixth is 404 `used_url`. */
export function openResponseUrls(stage: Stage, faults: Faults): ResponseUrls {
  const issued = new Map<string, { readonly place: AnswerPlace; readonly at: number; uses: number }>();
  const now = () => stage.world.clock.now().getTime();
  return {
    issue(place) {
      const path = `/response/${place.workspace.id}/${stage.world.nextId("H")}/secret`;
      issued.set(path, { place, at: now(), uses: 0 });
      return `${stage.base()}${path}`;
    },
    async answer(path, request, response) {
      const parsed = await readRequest(request);
      stage.journal.note("response_url", { path, type: parsed.type, body: parsed.args });
      const fault = await faults.meet("response_url");
      if (fault?.drop === "before") return hangUp(response);
      if (fault !== null && answersItself(fault)) {
        return answerJson(response, fault.status ?? 500, { ok: false, error: fault.error }, fault.headers);
      }
      const known = issued.get(path);
      if (known === undefined) {
        stage.journal.violate(`${path} is no response_url that was given out`);
        return answerJson(response, 404, { ok: false, error: "no_such_url" });
      }
      if (known.uses >= USES) return answerJson(response, 404, { ok: false, error: "used_url" });
      if (now() - known.at > LIFE_MS) return answerJson(response, 404, { ok: false, error: "expired_url" });
      if (parsed.type !== "json" || parsed.args === undefined) {
        return answerJson(response, 400, { ok: false, error: "invalid_payload" });
      }
      known.uses += 1;
      const error = takeAnswer(stage, known.place, parsed.args, "response");
      if (fault?.drop === "after") return hangUp(response);
      if (error !== null) return answerJson(response, error.status, { ok: false, error: error.code });
      answerText(response, 200, "ok");
    },
  };
}

/** Shows an answer where it belongs; null when Slack takes it. */
export function takeAnswer(
  stage: Stage,
  { workspace, channel, user, origin }: AnswerPlace,
  body: Fields,
  exit: "response" | "ack",
): { readonly status: number; readonly code: string } | null {
  if (flagIn(body, "delete_original") === true) {
    if (origin !== null && removeMessage(stage, workspace, channel, origin.ts) !== null) return null;
    return { status: 404, code: "message_not_found" };
  }
  const type = textIn(body, "response_type");
  if (type !== null && type !== "ephemeral" && type !== "in_channel") {
    stage.journal.violate(`${exit}: response_type ${type} is neither ephemeral nor in_channel`);
  }
  if (textIn(body, "text") === null && objectsIn(body, "blocks").length === 0) {
    return { status: 400, code: "no_text" };
  }
  if (judgeMessage(stage, exit, body, exit).length > 0) return { status: 400, code: "invalid_blocks" };
  if (flagIn(body, "replace_original") === true) {
    if (origin !== null) {
      const changed = changeMessage(stage, workspace, channel, origin.ts, body);
      return changed === null ? { status: 404, code: "message_not_found" } : null;
    }
    stage.journal.violate(`${exit}: replace_original, but a command has no original message`);
  }
  putMessage(stage, workspace, channel, body, type === "in_channel" ? {} : { onlyFor: user });
  return null;
}

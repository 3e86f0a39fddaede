import type { App, ViewSubmitAction } from "@slack/bolt";
import { z } from "zod";
import type { Log } from "../../src/log.ts";
import { shortLabel } from "../shared/short-label.ts";
import type { Acting, Answering } from "./answer.ts";
import type { SlackClient } from "./client.ts";
import { FORM, SUGGESTING } from "./forms.ts";
import { SLACK_LIMITS } from "./limits.ts";
import { plainText } from "./rich-text.ts";
import { whereaboutsOf } from "./where.ts";

export interface ListenNeeds {
  readonly answering: Answering;
  readonly log: Log;
  /** Whether this is the first to hear of it, in any process. */
  readonly once: (key: string) => Promise<boolean>;
  readonly onRemoved: (tenant: string) => Promise<void>;
}

/** The message shortcut of the manifest. */
const BRIEF = "sitrep_brief";

const Action = z.object({
  action_id: z.string(),
  selected_option: z.object({ value: z.string() }).nullish(),
});
const Body = z.object({
  trigger_id: z.string().default(""),
  response_url: z.string().nullish(),
  container: z.object({ is_ephemeral: z.boolean().default(false) }).nullish(),
  view: z.object({ id: z.string(), type: z.string(), private_metadata: z.string().default("") }).nullish(),
});
const Goodbye = z.object({
  team_id: z.string().nullish(),
  enterprise_id: z.string().nullish(),
  is_enterprise_install: z.boolean().nullish(),
  authorizations: z
    .array(z.object({ is_enterprise_install: z.boolean().nullish() }))
    .nullish()
    .transform((list) => list ?? []),
});
const Revoked = z.object({ tokens: z.object({ bot: z.array(z.string()).optional() }) });

/**
 * Hears what Slack tells: each thing is acknowledged before any work, and done once however often it is told.
 * Trouble is logged and ends nothing.
 */
export function listen(app: App, { answering, log, once, onRemoved }: ListenNeeds): void {
  async function handle(
    { body, client, context }: Heard,
    type: string,
    key: string,
    work: (acting: Acting) => Promise<void>,
  ): Promise<void> {
    const where = whereaboutsOf(body);
    if (where === null) return;
    try {
      if (key !== "" && !(await once(`${where.tenant}:${type}:${key}`))) {
        log.info("slack", { outcome: "told twice", type });
        return;
      }
      await work({ client, token: context.botToken ?? "", where });
    } catch (error) {
      log.error("slack", { outcome: "answer failed", type }, error);
    }
  }

  app.command(/^\/./, async ({ ack, command, ...heard }) => {
    await ack();
    const { text, trigger_id, response_url } = command;
    const typed = { command: command.command, text, triggerId: trigger_id, url: response_url };
    await handle(heard, "command", trigger_id, (acting) => answering.slash(acting, typed));
  });

  app.action(/.*/, async ({ ack, action, ...heard }) => {
    await ack();
    const pressed = Action.safeParse(action);
    const body = Body.safeParse(heard.body);
    // What is chosen in a dialogue is read when it is sent.
    if (!pressed.success || !body.success || /^sitrep:(suggest|in):/.test(pressed.data.action_id)) return;
    const { trigger_id, response_url, view, container } = body.data;
    await handle(heard, "action", trigger_id, (acting) =>
      answering.press(acting, {
        actionId: pressed.data.action_id,
        value: pressed.data.selected_option?.value ?? null,
        triggerId: trigger_id,
        isPublic: container?.is_ephemeral === false,
        url: response_url ?? null,
        view: view ?? null,
      }),
    );
  });

  app.options(SUGGESTING, async ({ ack, options, body }) => {
    const where = whereaboutsOf(body);
    const found = where === null ? [] : await answering.options(where.tenant, options.value).catch(() => []);
    await ack({
      options: found.slice(0, SLACK_LIMITS.options).map(({ label, query }) => ({
        text: plainText(shortLabel(label, SLACK_LIMITS.option)),
        value: query,
      })),
    });
  });

  app.view<ViewSubmitAction>(FORM, async ({ ack, view, ...heard }) => {
    const body = Body.safeParse(heard.body);
    const where = whereaboutsOf(heard.body);
    if (!body.success || where === null) return ack();
    const acting = { client: heard.client, token: heard.context.botToken ?? "", where };
    const sent = await answering.submit(acting, {
      key: view.private_metadata,
      viewId: view.id,
      state: view.state.values,
    });
    await (sent.ack === null ? ack() : ack(sent.ack));
    await handle(heard, "view", body.data.trigger_id, sent.work);
  });

  app.shortcut(BRIEF, async ({ ack, shortcut, ...heard }) => {
    await ack();
    if (shortcut.type !== "message_action") return;
    const { message, response_url, trigger_id } = shortcut;
    await handle(heard, "shortcut", trigger_id, (acting) =>
      answering.onMessage(acting, message, response_url),
    );
  });

  app.event("app_home_opened", async ({ event, ...heard }) => {
    if (event.tab !== "home") return;
    await handle(heard, "home", heard.body.event_id, answering.home);
  });

  async function removed(body: unknown): Promise<void> {
    const id = ownerOf(body);
    if (id !== null) await onRemoved(id);
  }
  app.event("app_uninstalled", async ({ body }) => removed(body));
  app.event("tokens_revoked", async ({ body, event }) => {
    const revoked = Revoked.safeParse(event);
    if (revoked.success && (revoked.data.tokens.bot ?? []).length > 0) await removed(body);
  });
  // An organisation takes the bot away from some of its workspaces.
  app.event("team_access_revoked", async ({ event }) => {
    for (const team of event.team_ids) await onRemoved(team);
  });

  app.error(async (error) => {
    log.error("slack", { outcome: "library", code: error.code }, error);
  });
}

/** Whose key a goodbye is about: an organisation's, where it was installed for all its workspaces. */
function ownerOf(body: unknown): string | null {
  const goodbye = Goodbye.safeParse(body);
  if (!goodbye.success) return null;
  const { team_id, enterprise_id, authorizations, is_enterprise_install } = goodbye.data;
  const isOrganisation = is_enterprise_install === true || authorizations[0]?.is_enterprise_install === true;
  return (isOrganisation ? enterprise_id : team_id) ?? null;
}

interface Heard {
  readonly body: unknown;
  readonly client: SlackClient;
  readonly context: { readonly botToken?: string | undefined };
}

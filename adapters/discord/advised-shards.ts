import { DiscordAPIError, REST, type RESTGetAPIGatewayBotResult, type RESTOptions, Routes } from "discord.js";
import { UserError } from "../../src/errors.ts";
import { REFUSED } from "./fatal.ts";

/**
 * Node's own fetch, and not the undici that discord.js brings: that one sends through a dispatcher which every copy of
 * undici in the process shares, and a newer copy refuses its forms, so that no file could be sent.
 */
export const byFetch: RESTOptions["makeRequest"] = (url, init) => fetch(url, init as unknown as RequestInit);

/**
 * How many connections Discord advises for a bot, and how many may begin at once. Throws a `UserError` (bad-setting)
 * when it refuses the token.
 */
export async function advisedShards(
  token: string,
  apiBase: string | null,
): Promise<{ readonly shards: number; readonly atOnce: number }> {
  const rest = new REST({ ...(apiBase === null ? {} : { api: apiBase }), makeRequest: byFetch });
  try {
    const answer = (await rest.setToken(token).get(Routes.gatewayBot())) as RESTGetAPIGatewayBotResult;
    return { shards: answer.shards, atOnce: answer.session_start_limit.max_concurrency };
  } catch (error) {
    if (error instanceof DiscordAPIError && error.status === 401) throw new UserError("bad-setting", REFUSED);
    throw error;
  }
}

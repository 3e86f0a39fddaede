import type { Client } from "discord.js";

/** Close codes after which discord.js does not come back, with what an operator can do. */
const CLOSED_FOR_GOOD: Readonly<Record<number, string>> = {
  4004: "Discord refuses the token: set DISCORD_TOKEN to the one on the Bot page of your application",
  4010: "Discord refuses the number of this connection, which is a fault of Sitrep: please report it",
  4011: "this bot is in more servers (2,500) than one connection may serve: run sitrep serve --shards auto",
  4012: "Discord no longer speaks this version of its gateway: update Sitrep",
  4013: "Discord refuses the intents asked for, which is a fault of Sitrep: please report it",
  4014: "Discord refuses the intents asked for: this application may not have them",
};
export const REFUSED = CLOSED_FOR_GOOD[4004]!;

/**
 * Settles when the bot cannot go on: the token was refused, or the gateway closed for good. discord.js itself
 * would idle on. The reason is one line for the operator.
 */
export function failureOf(client: Client): Promise<string> {
  return new Promise((resolve) => {
    client.on("shardDisconnect", ({ code }) => {
      const reason = CLOSED_FOR_GOOD[code];
      if (reason !== undefined) resolve(reason);
    });
    client.on("invalidated", () => resolve(REFUSED));
    // A 401 to a call with the token: the REST client has thrown the token away. Those of interactions and
    // webhooks carry their own.
    client.rest.on("response", (request, response) => {
      if (response.status === 401 && !/^\/(interactions|webhooks)\//.test(request.path)) resolve(REFUSED);
    });
  });
}

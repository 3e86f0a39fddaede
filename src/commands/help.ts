import { type CommandInfo, defineCommand, optionalText } from "../chat/command.ts";
import { helpReply } from "../replies/help.ts";

/** Help about `commands`, asked for late because help is one of them. */
export function helpOn(commands: () => readonly CommandInfo[]) {
  return defineCommand({
    name: "help",
    about: "What can be asked, and how",
    who: "anyone",
    options: {
      command: optionalText("One command to explain", { suggests: "commands" }),
    },
    examples: ["help", "help said"],
    inOther: {
      fr: {
        name: "aide",
        about: "Ce qui peut être demandé, et comment",
        options: { command: { name: "commande", about: "Une commande à expliquer" } },
        examples: ["aide", "aide déclarations"],
      },
    },
    run: async ({ command }, _needs, words) => helpReply(commands(), command, words),
  });
}

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
    run: async ({ command }) => helpReply(commands(), command),
  });
}

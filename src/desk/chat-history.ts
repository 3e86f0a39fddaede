import type { WorkspaceSettings } from "../stores/settings.ts";

/**
 * The lines typed in a chat, kept among the settings of its workspace. A history is a comfort: trouble with
 * it is told once in a line and never ends the chat.
 */
export function chatHistory(settings: WorkspaceSettings, notify: (line: string) => void) {
  let told = false;
  async function comfort<T>(work: () => Promise<T>, without: T): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (!told) notify(`sitrep: lines typed are not remembered (${reasonOf(error)})`);
      told = true;
      return without;
    }
  }
  return {
    load: () => comfort(async () => (await settings.read()).history, []),
    save: (lines: readonly string[]) => comfort(() => settings.set("history", [...lines]), undefined),
  };
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

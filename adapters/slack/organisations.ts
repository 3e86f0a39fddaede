import { z } from "zod";
import type { SecretShelf } from "./installations.ts";

/** Which workspaces an organisation's installation was heard from, so that they can be let go with it. */
export interface Organisations {
  /** Remembers that a workspace is answered by the key of its organisation. */
  note(enterprise: string, team: string): Promise<void>;
  /** The organisation of a workspace; null when it is none that has the bot. */
  of(team: string): Promise<string | null>;
  teams(enterprise: string): Promise<readonly string[]>;
  forgetTeam(team: string): Promise<void>;
}

const MEMBER_OF = "member-of:";
const TEAMS_OF = "teams-of:";
const Member = z.object({ enterprise: z.string() }).nullable().catch(null);
const Teams = z.object({ teams: z.array(z.string()) }).catch({ teams: [] });

/** An organisation that has the bot is met through its workspaces alone: Slack gives no list of them. */
export function openOrganisations(
  shelf: SecretShelf,
  alone: <T>(name: string, work: () => Promise<T>) => Promise<T>,
): Organisations {
  const known = new Set<string>();
  const teams = async (enterprise: string) => Teams.parse(await shelf.read(`${TEAMS_OF}${enterprise}`)).teams;
  const change = (enterprise: string, next: (now: readonly string[]) => readonly string[]) =>
    alone(`slack ${TEAMS_OF}${enterprise}`, async () => {
      const now = next(await teams(enterprise));
      if (now.length === 0) await shelf.remove(`${TEAMS_OF}${enterprise}`);
      else await shelf.write(`${TEAMS_OF}${enterprise}`, { teams: now });
    });
  const of = async (team: string) =>
    Member.parse(await shelf.read(`${MEMBER_OF}${team}`))?.enterprise ?? null;
  return {
    of,
    teams,
    async note(enterprise, team) {
      if (known.has(team)) return;
      await shelf.write(`${MEMBER_OF}${team}`, { enterprise });
      await change(enterprise, (now) => (now.includes(team) ? now : [...now, team]));
      known.add(team);
    },
    async forgetTeam(team) {
      known.delete(team);
      const enterprise = await of(team);
      await shelf.remove(`${MEMBER_OF}${team}`);
      if (enterprise !== null) await change(enterprise, (now) => now.filter((one) => one !== team));
    },
  };
}

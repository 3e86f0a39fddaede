import { PermissionFlagsBits, type REST } from "discord.js";
import { describe, expect, it } from "vitest";
import { permissionsIn } from "../../../adapters/discord/permissions.ts";

const { ViewChannel, SendMessages, ReadMessageHistory, Administrator } = PermissionFlagsBits;
const ME = "100000000000000001";
const GUILD = "100000000000000002";
const ROLE = "100000000000000003";
const CHANNEL = "100000000000000004";
const THREAD = "100000000000000005";

interface Sketch {
  readonly everyone?: bigint;
  readonly role?: bigint;
  readonly owner?: string;
  readonly overwrites?: readonly { id: string; type: 0 | 1; allow?: bigint; deny?: bigint }[];
}

function held(sketch: Sketch, id = CHANNEL, tenant = GUILD) {
  const { everyone = ViewChannel | SendMessages, role = 0n, owner = "1", overwrites = [] } = sketch;
  const answers: Readonly<Record<string, unknown>> = {
    [`/channels/${CHANNEL}`]: {
      id: CHANNEL,
      type: 0,
      guild_id: GUILD,
      permission_overwrites: overwrites.map(({ allow = 0n, deny = 0n, ...one }) => ({
        ...one,
        allow: String(allow),
        deny: String(deny),
      })),
    },
    [`/channels/${THREAD}`]: { id: THREAD, type: 11, guild_id: GUILD, parent_id: CHANNEL },
    "/channels/1": { id: "1", type: 1 },
    [`/guilds/${GUILD}`]: {
      id: GUILD,
      owner_id: owner,
      roles: [
        { id: GUILD, permissions: String(everyone) },
        { id: ROLE, permissions: String(role) },
        { id: "9", permissions: String(Administrator) },
      ],
    },
    [`/guilds/${GUILD}/members/${ME}`]: { roles: [ROLE] },
  };
  const rest = { get: async (route: string) => answers[route] } as unknown as REST;
  return permissionsIn(rest, { id, tenant }, ME);
}

describe("what the bot may do in a channel", () => {
  it("is what its roles give, and nobody else's", async () => {
    const bits = await held({ role: ReadMessageHistory });

    expect(bits.has([ViewChannel, SendMessages, ReadMessageHistory])).toBe(true);
    expect(bits.has(Administrator)).toBe(false);
  });

  it("is less what the channel takes, and more what it gives, the closest last", async () => {
    const closed = { id: GUILD, type: 0, deny: SendMessages | ViewChannel } as const;

    expect((await held({ overwrites: [closed] })).has(SendMessages)).toBe(false);
    const byRole = { overwrites: [{ id: ROLE, type: 0, allow: SendMessages } as const, closed] };
    expect((await held(byRole)).has(SendMessages)).toBe(true);
    const byMember = { overwrites: [...byRole.overwrites, { id: ME, type: 1, deny: SendMessages } as const] };
    expect((await held(byMember)).has(SendMessages)).toBe(false);
    const others = { overwrites: [{ id: "9", type: 0, deny: SendMessages } as const] };
    expect((await held(others)).has(SendMessages)).toBe(true);
  });

  it("is in a thread what it is in the channel around it", async () => {
    const closed = { id: GUILD, type: 0, deny: SendMessages } as const;

    expect((await held({ overwrites: [closed] }, THREAD)).has(SendMessages)).toBe(false);
  });

  it("is everything for owners, administrators, and in direct messages", async () => {
    const closed = [{ id: GUILD, type: 0, deny: SendMessages }] as const;

    expect((await held({ role: Administrator, overwrites: closed })).has(SendMessages)).toBe(true);
    expect((await held({ owner: ME, overwrites: closed })).has(SendMessages)).toBe(true);
    expect((await held({}, "1")).has(ReadMessageHistory)).toBe(true);
  });

  it("is not told of a channel of another server", async () => {
    await expect(held({}, CHANNEL, "another")).rejects.toMatchObject({ problem: "gone" });
    await expect(held({}, THREAD, "another")).rejects.toMatchObject({ problem: "gone" });
  });
});

import type { Dispatch, Invocation } from "../chat/adapter.ts";
import { createDispatch } from "../chat/dispatch.ts";
import type { Clock } from "../clock.ts";
import { dispatchedCommands, type PlatformNeeds } from "../commands/index.ts";
import type { Log } from "../log.ts";
import type { SubscriptionDesk, WatchDesk } from "./desk.ts";
import type { Tenants } from "./tenants.ts";

/** "discord:123": a tenant among those of all platforms. */
export function tenantName(platform: string, tenant: string): string {
  return `${platform}:${tenant}`;
}

/** What answers on chat platforms: every command with what its tenant has, in the language its tenant wishes. */
export function platformDispatch(
  tenants: Tenants,
  log: Log,
  clock: Clock,
  subscriptionsOf: (invocation: Invocation, tenant: string) => SubscriptionDesk,
  watchesOf: (invocation: Invocation, tenant: string) => WatchDesk,
): Dispatch {
  const tenantOf = ({ platform, tenant }: Invocation) => tenantName(platform, tenant ?? "nobody");
  const needs = (invocation: Invocation): PlatformNeeds => ({
    ...tenants.of(tenantOf(invocation)),
    subscriptions: subscriptionsOf(invocation, tenantOf(invocation)),
    watches: watchesOf(invocation, tenantOf(invocation)),
    mayManage: invocation.mayManage,
  });
  const dispatch = createDispatch({ commands: dispatchedCommands, needs, log, clock });
  /** A library that is away for a moment must not leave a member without any word: the command says what is wrong. */
  const languageOf = async (invocation: Invocation) => {
    try {
      return (await tenants.settings(tenantOf(invocation))).language;
    } catch (error) {
      log.error("settings", { platform: invocation.platform, outcome: "not read" }, error);
      return "auto";
    }
  };
  return async (invocation) => {
    const language = await languageOf(invocation);
    return dispatch(language === "auto" ? invocation : { ...invocation, language });
  };
}

import { lookup } from "node:dns/promises";
import type { LookupFunction } from "node:net";
import { Agent, buildConnector } from "undici";
import { type AllowedAddresses, isUsableAddress } from "./address-guard.ts";

interface ResolvedAddress {
  readonly address: string;
  readonly family: number;
}

/** All addresses of a name. */
export type Resolve = (hostname: string) => Promise<readonly ResolvedAddress[]>;

export const systemResolve: Resolve = (hostname) => lookup(hostname, { all: true, verbatim: true });

export interface GuardedAgent {
  readonly allowed: AllowedAddresses;
  readonly resolve: Resolve;
  readonly connectMs: number;
  readonly headersMs: number;
  /** Longest silence inside a body. */
  readonly idleMs: number;
}

/**
 * Connections that end at a checked address only. The name is resolved once, every address of it is checked,
 * and the socket is given those same addresses: a second answer of the name server (rebinding) is never asked for.
 */
export function guardedAgent({ allowed, resolve, connectMs, headersMs, idleMs }: GuardedAgent): Agent {
  const checkedLookup: LookupFunction = (hostname, options, done) => {
    resolve(hostname).then(
      (addresses) => {
        const [first] = addresses;
        // One bad address spoils the name: a server that mixes them is trying something.
        if (first === undefined || addresses.some(({ address }) => !isUsableAddress(address, allowed))) {
          done(new Error("no usable address"), "", 4);
        } else if (options.all === true) done(null, [...addresses]);
        else done(null, first.address, first.family);
      },
      (error) => done(error instanceof Error ? error : new Error(String(error)), "", 4),
    );
  };
  const connect = buildConnector({
    timeout: connectMs,
    allowH2: false,
    lookup: checkedLookup,
    autoSelectFamily: true,
  });
  return new Agent({
    connect: (options, done) =>
      connect(options, (error, socket) => {
        if (error !== null) return done(error, null);
        // A host that is an address is not looked up: the socket itself says where it ended.
        if (socket.remoteAddress === undefined || !isUsableAddress(socket.remoteAddress, allowed)) {
          socket.destroy();
          return done(new Error("no usable address"), null);
        }
        done(null, socket);
      }),
    headersTimeout: headersMs,
    bodyTimeout: idleMs,
    maxHeaderSize: 64 * 1024,
    pipelining: 1,
    keepAliveTimeout: 2000,
  });
}

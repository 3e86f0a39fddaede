import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { createServer, Server } from "node:net";
import { createEmulator } from "emulate";
import { onTestFinished } from "vitest";

/**
 * A Web API of Slack written by others (emulate), on loopback; its base address. The package listens on all
 * interfaces and offers no host, so while it starts every server that is asked for a bare port gets 127.0.0.1.
 */
export async function anEmulator(): Promise<string> {
  const port = await freePort();
  const hosts: (string | undefined)[] = [];
  const listen = Server.prototype.listen;
  Server.prototype.listen = function onLoopback(this: Server, ...args: unknown[]): Server {
    const started =
      args[0] === port ? listen.call(this, { port, host: "127.0.0.1" }) : Reflect.apply(listen, this, args);
    if (args[0] === port) this.once("listening", () => hosts.push((this.address() as AddressInfo).address));
    return started;
  };
  try {
    const emulator = await createEmulator({ service: "slack", port, baseUrl: `http://127.0.0.1:${port}` });
    onTestFinished(() => emulator.close());
    await until(() => hosts.length > 0);
    if (hosts.join() !== "127.0.0.1")
      throw new Error(`the emulator listens on ${hosts.join()}, not on loopback`);
    return emulator.url;
  } finally {
    Server.prototype.listen = listen;
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await new Promise((resolve) => setImmediate(resolve));
}

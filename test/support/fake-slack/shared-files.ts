import type { IncomingMessage, ServerResponse } from "node:http";
import { answersItself, type Faults } from "./faults.ts";
import { type Fields, textIn } from "./fields.ts";
import { bot, type Methods, Refusal } from "./method.ts";
import { answerText, hangUp } from "./read-request.ts";
import type { Stage } from "./stage.ts";

/** A file that a member hangs on a message; everything but its name and content has a default. */
export interface FileSketch {
  readonly name: string;
  readonly content: string | Uint8Array;
  /** "text/plain" unless said: what Slack believes it is. */
  readonly mimetype?: string;
  /** Where it is found; T1 unless said. */
  readonly team?: string;
  /** Who uploaded it, in a channel of several organisations; `team` unless said. */
  readonly userTeam?: string;
  /** Fields that differ: {mode: "external", is_external: true, url_private: "https://drive.example/x"}. */
  readonly more?: Fields;
  /** Shown to the app at all: a file of a channel that it is not in is not. */
  readonly seen?: boolean;
}

export interface SharedFiles {
  readonly methods: Methods;
  /** Keeps a file; what comes back is for the `files` of a message. */
  put(sketch: FileSketch): Fields;
  serve(request: IncomingMessage, response: ServerResponse): Promise<void>;
}

interface Kept {
  readonly team: string;
  readonly bytes: Uint8Array;
  readonly wire: Fields;
  readonly seen: boolean;
}

const SIGN_IN = "<!DOCTYPE html><html><head><title>Slack</title></head><body>Sign in to Slack</body></html>";

/** files.info and the host that gives files to whoever brings a token with files:read; all others shall sign in. */
export function openSharedFiles(stage: Stage, faults: Faults): SharedFiles {
  const files = new Map<string, Kept>();
  return {
    put({ name, content, mimetype = "text/plain", team = "T1", userTeam = team, more = {}, seen = true }) {
      const id = stage.world.nextId("F");
      const bytes = typeof content === "string" ? Buffer.from(content, "utf8") : content;
      const path = `${stage.base()}/files-pri/${team}-${id}`;
      const wire: Fields = {
        id,
        created: 1_700_000_000,
        name,
        title: name,
        mimetype,
        filetype: mimetype.split("/")[1] ?? "binary",
        user: "U1",
        user_team: userTeam,
        size: bytes.length,
        mode: "hosted",
        is_external: false,
        is_public: true,
        file_access: "visible",
        url_private: `${path}/${encodeURIComponent(name)}`,
        url_private_download: `${path}/download/${encodeURIComponent(name)}`,
        ...more,
      };
      files.set(id, { team, bytes, wire, seen });
      return wire;
    },
    methods: {
      "files.info": bot("files:read", ({ workspace, args }) => {
        const kept = files.get(textIn(args, "file") ?? "");
        if (kept === undefined || kept.team !== workspace.id || !kept.seen)
          throw new Refusal("file_not_found");
        return { file: kept.wire, comments: [], response_metadata: { next_cursor: "" } };
      }),
    },
    async serve(request, response) {
      const { pathname } = new URL(request.url ?? "/", stage.base());
      const [, team = "", id = ""] = /^\/files-pri\/([^-/]+)-([^/]+)\//.exec(pathname) ?? [];
      const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? "")?.[1] ?? "";
      const kept = files.get(id);
      const grant = stage.world.grants.get(token);
      stage.journal.note("download", { id, team, token });
      const fault = await faults.meet("download");
      if (fault?.drop === "before") return hangUp(response);
      if (fault !== null && answersItself(fault)) {
        response.writeHead(fault.status ?? 200, fault.headers).end();
        return;
      }
      const opens =
        grant?.state === "good" && grant.team === kept?.team && grant.scopes.includes("files:read");
      if (kept === undefined) return answerText(response, 404, "no such file");
      if (!opens) {
        response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(SIGN_IN);
        return;
      }
      const type = textIn(kept.wire, "mimetype") ?? "application/octet-stream";
      response.writeHead(200, { "content-type": type, "content-length": kept.bytes.length });
      if (fault?.drop !== "after") return void response.end(kept.bytes);
      response.write(kept.bytes.subarray(0, Math.ceil(kept.bytes.length / 2)), () => hangUp(response));
    },
  };
}

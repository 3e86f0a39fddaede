import { z } from "zod";
import { refusalOf, type SlackClient } from "./client.ts";

/** What came of asking a file's host for its text; any other word than these is trouble with the network. */
export type FileText =
  | { readonly ok: true; readonly text: string; readonly type: string }
  | { readonly ok: false; readonly why: string };

/** Asks a host for a file with the workspace's key, through the guard of addresses; never rejects. */
export type FetchFile = (ask: { readonly url: string; readonly token: string }) => Promise<FileText>;

/** Why a file was not read; the catalogue says each, and what to do. */
export type FileTrouble =
  | "scope"
  | "external"
  | "foreign"
  | "gone"
  | "unseen"
  | "large"
  | "kind"
  | "cut"
  | "unreachable";

export type MessageFile =
  | { readonly name: string; readonly text: string }
  | { readonly name: string; readonly trouble: FileTrouble };

export interface FileNeeds {
  readonly client: SlackClient;
  readonly token: string;
  readonly tenant: string;
  readonly fetchFile: FetchFile;
  /** Another Web API than Slack's own has files of its own. */
  readonly apiBase: string | null;
}

const Attached = z.object({ id: z.string().min(1), name: z.string().nullish(), title: z.string().nullish() });
const Message = z.object({ files: z.array(z.unknown()).catch([]).default([]) });

const Info = z.object({
  file: z.object({
    name: z.string().nullish(),
    mimetype: z.string().nullish(),
    mode: z.string().nullish(),
    is_external: z.boolean().nullish(),
    /** The workspace of whoever uploaded it: another one in a channel that organisations share (Slack Connect). */
    user_team: z.string().nullish(),
    file_access: z.string().nullish(),
    size: z.number().nullish(),
    url_private: z.string().nullish(),
    url_private_download: z.string().nullish(),
  }),
});

/** Bytes; a report has a few thousand words, and a page around it less than this. */
const LARGEST = 1024 * 1024;
/** UTF-16 units of what can be handed in. */
export const LONGEST_FILE_TEXT = 400_000;
/** Slack's own file hosts; the key goes to no other. */
const FILE_HOSTS = new Set(["files.slack.com", "files.slack-gov.com"]);

/** The files of a message: ids and names, in its order. */
export function filesOf(message: unknown): readonly { readonly id: string; readonly name: string }[] {
  const read = Message.safeParse(message);
  if (!read.success) return [];
  return read.data.files.flatMap((one) => {
    const file = Attached.safeParse(one);
    return file.success
      ? [{ id: file.data.id, name: file.data.name ?? file.data.title ?? file.data.id }]
      : [];
  });
}

/**
 * The text of a file, of which Slack is asked anew: what a message says of its files may be old, and only the answer
 * to the question tells a missing scope from a file that is gone. Never rejects.
 */
export async function readMessageFile(
  { client, token, tenant, fetchFile, apiBase }: FileNeeds,
  { id, name }: { readonly id: string; readonly name: string },
): Promise<MessageFile> {
  const trouble = (why: FileTrouble): MessageFile => ({ name, trouble: why });
  let info: z.infer<typeof Info>["file"];
  try {
    info = Info.parse(await client.files.info({ file: id })).file;
  } catch (error) {
    return trouble(whyRefused(refusalOf(error)));
  }
  if (info.is_external === true || info.mode === "external") return trouble("external");
  if (info.user_team != null && info.user_team !== tenant) return trouble("foreign");
  if (info.file_access === "access_denied" || info.file_access === "check_file_info")
    return trouble("foreign");
  if (info.mode === "tombstone" || info.mode === "hidden_by_limit") return trouble("gone");
  if (!isText(info.mimetype ?? "")) return trouble("kind");
  if ((info.size ?? 0) > LARGEST) return trouble("large");
  const url = info.url_private_download ?? info.url_private ?? "";
  if (!isSlacks(url, apiBase)) return trouble("external");
  const read = await fetchFile({ url, token });
  if (!read.ok) return trouble(WHY[read.why] ?? "unreachable");
  // Whoever may not read a file is shown a page to sign in on.
  if (read.type === "text/html" && info.mimetype !== "text/html") return trouble("unseen");
  if (read.text.length > LONGEST_FILE_TEXT) return trouble("large");
  return { name, text: read.text };
}

const WHY: Readonly<Record<string, FileTrouble>> = {
  moved: "unseen",
  refused: "unseen",
  "too-large": "large",
  cut: "cut",
  binary: "kind",
};

function whyRefused(refusal: string | null): FileTrouble {
  if (refusal === "missing_scope" || refusal === "no_permission") return "scope";
  if (refusal === "file_deleted") return "gone";
  if (refusal === "file_not_found" || refusal === "access_denied") return "unseen";
  return "unreachable";
}

function isText(mimetype: string): boolean {
  return mimetype === "text/plain" || mimetype === "text/html" || mimetype === "text/markdown";
}

function isSlacks(url: string, apiBase: string | null): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, host, origin, username, password } = new URL(url);
  if (username !== "" || password !== "") return false;
  if (apiBase !== null) return origin === new URL(apiBase).origin;
  return protocol === "https:" && FILE_HOSTS.has(host);
}

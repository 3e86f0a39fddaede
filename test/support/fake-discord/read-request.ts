import type { IncomingMessage } from "node:http";

export interface UploadedFile {
  /** The part's name: "files[0]". */
  readonly field: string;
  readonly filename: string;
  readonly contentType: string;
  readonly bytes: Buffer;
}

/** A request after its bytes were read; `path` is decoded and has neither base nor version. */
export interface WireRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage["headers"];
  readonly contentType: "json" | "multipart" | "none" | "other";
  /** The JSON body, or the JSON in `payload_json`. */
  readonly body: unknown;
  readonly files: readonly UploadedFile[];
  /** Why the body could not be read. */
  readonly unreadable: string | null;
}

/** The path below the API base; null when it is not under /api/v10, the only version there is here. */
function pathUnderApi(pathname: string): string | null {
  const found = /^\/api\/v10(\/.*)$/.exec(pathname)?.[1];
  if (found === undefined) return null;
  try {
    // "@original" arrives as "%40original".
    return decodeURIComponent(found);
  } catch {
    return null;
  }
}

/** Reads a whole request; a body that cannot be read is told in `unreadable`, never thrown. */
export async function readRequest(request: IncomingMessage): Promise<WireRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const bytes = Buffer.concat(chunks);
  const url = new URL(request.url ?? "/", "http://127.0.0.1");
  const type = request.headers["content-type"] ?? "";
  const common = {
    method: request.method ?? "GET",
    path: pathUnderApi(url.pathname) ?? url.pathname,
    query: url.searchParams,
    headers: request.headers,
    files: [],
    unreadable: null,
  };
  if (bytes.length === 0) return { ...common, contentType: "none", body: undefined };
  try {
    if (type.startsWith("application/json")) {
      return { ...common, contentType: "json", body: JSON.parse(bytes.toString("utf8")) };
    }
    if (type.startsWith("multipart/form-data")) {
      return { ...common, contentType: "multipart", ...(await readParts(bytes, type)) };
    }
    return {
      ...common,
      contentType: "other",
      body: undefined,
      unreadable: `content type "${type}" is not taken`,
    };
  } catch (error) {
    return { ...common, contentType: "other", body: undefined, unreadable: String(error) };
  }
}

async function readParts(bytes: Buffer, type: string) {
  const form = await new Response(new Uint8Array(bytes), { headers: { "content-type": type } }).formData();
  const files: UploadedFile[] = [];
  let body: unknown = {};
  for (const [field, part] of form) {
    if (field === "payload_json") body = JSON.parse(typeof part === "string" ? part : await part.text());
    else if (typeof part === "string") throw new Error(`part "${field}" is neither payload_json nor a file`);
    else if (/^files\[\d+\]$/.test(field)) {
      const content = Buffer.from(await part.arrayBuffer());
      files.push({ field, filename: part.name, contentType: part.type, bytes: content });
    } else throw new Error(`file part "${field}" is not called files[n]`);
  }
  return { body, files };
}

import type { IncomingMessage, ServerResponse } from "node:http";
import { type Fields, isFields, parseJson } from "./fields.ts";

/** The arguments of a call, whatever the content type was. */
export interface Parsed {
  readonly type: "form" | "json" | "multipart" | "raw";
  /** undefined when the body says one thing and the content type another. */
  readonly args: Fields | undefined;
  readonly files: readonly Uint8Array[];
  readonly raw: Uint8Array;
}

export async function readRaw(request: IncomingMessage): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of request) chunks.push(chunk as Uint8Array);
  return new Uint8Array(Buffer.concat(chunks));
}

/** Reads form-urlencoded, JSON and multipart bodies; anything else stays bytes. */
export async function readRequest(request: IncomingMessage): Promise<Parsed> {
  const raw = await readRaw(request);
  const contentType = request.headers["content-type"] ?? "";
  const text = () => Buffer.from(raw).toString("utf8");
  if (/^application\/x-www-form-urlencoded(;|$)/.test(contentType)) {
    return { type: "form", args: Object.fromEntries(new URLSearchParams(text())), files: [], raw };
  }
  if (/^application\/json(;|$)/.test(contentType)) {
    const value = parseJson(text());
    return { type: "json", args: isFields(value) ? value : undefined, files: [], raw };
  }
  if (contentType.startsWith("multipart/form-data")) {
    const form = await new Response(raw, { headers: { "content-type": contentType } }).formData();
    const args: Record<string, string> = {};
    const files: Uint8Array[] = [];
    for (const [name, value] of form) {
      if (typeof value === "string") args[name] = value;
      else files.push(new Uint8Array(await value.arrayBuffer()));
    }
    return { type: "multipart", args, files, raw };
  }
  return { type: "raw", args: raw.length === 0 ? {} : undefined, files: [], raw };
}

export function answerJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { "content-type": "application/json; charset=utf-8", ...headers });
  response.end(JSON.stringify(body));
}

export function answerText(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { "content-type": "text/plain; charset=utf-8" });
  response.end(text);
}

/** Cuts the connection without an answer, as a broken network does. */
export function hangUp(response: ServerResponse): void {
  response.socket?.destroy();
}

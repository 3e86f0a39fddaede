import { type Fields, isFields, textIn } from "./fields.ts";
import { bot, type Methods, Refusal } from "./method.ts";
import { messagesOf, writableChannel } from "./methods-chat.ts";
import { judgeMessage, putMessage } from "./stage.ts";

/** A file on its way, or arrived. */
export interface Upload {
  readonly id: string;
  readonly team: string;
  readonly name: string;
  /** As announced. */
  readonly length: number;
  bytes: Uint8Array | null;
  /** The channel it was shared in. */
  channel: string | null;
}

/** files.getUploadURLExternal and files.completeUploadExternal; the bytes arrive at the address in between. */
export function fileMethods(uploads: Map<string, Upload>): Methods {
  return {
    "files.getUploadURLExternal": bot("files:write", ({ stage, workspace, args }) => {
      const [name, length] = [textIn(args, "filename"), Number(textIn(args, "length"))];
      if (name === null || !(length > 0)) throw new Refusal("invalid_arguments");
      const id = stage.world.nextId("F");
      uploads.set(id, { id, team: workspace.id, name, length, bytes: null, channel: null });
      return { upload_url: `${stage.base()}/upload/v1/${id}`, file_id: id };
    }),
    "files.completeUploadExternal": bot("files:write", (call) => {
      const { stage, workspace, args } = call;
      const wanted = Array.isArray(args.files) ? args.files.filter(isFields) : [];
      if (wanted.length === 0) throw new Refusal("invalid_arguments");
      const files = wanted.map((file) => arrived(uploads, workspace.id, file));
      const wire = files.map(({ upload, title }) => ({
        id: upload.id,
        name: upload.name,
        title: title ?? upload.name,
        size: upload.length,
      }));
      if (textIn(args, "channel_id") !== null) {
        const channel = writableChannel(call, "channel_id");
        const body = { ...args, text: textIn(args, "initial_comment") ?? "" };
        const problems = judgeMessage(stage, "file comment", body, "web-api");
        if (problems.length > 0) throw new Refusal("invalid_blocks", messagesOf(problems));
        putMessage(stage, workspace, channel, body, { files: wire });
        for (const { upload } of files) upload.channel = channel.id;
      }
      return { files: wire };
    }),
  };
}

function arrived(uploads: ReadonlyMap<string, Upload>, team: string, file: Fields) {
  const upload = uploads.get(textIn(file, "id") ?? "");
  if (upload === undefined || upload.team !== team) throw new Refusal("file_not_found");
  if (upload.bytes === null) throw new Refusal("file_upload_size_mismatch");
  return { upload, title: textIn(file, "title") };
}

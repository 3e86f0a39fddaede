import { App } from "@slack/bolt";

// A small Bolt app as a process of its own; started by tests with the addresses of a fake in its environment.
const { SLACK_API_URL = "", SLACK_APP_TOKEN = "", SLACK_TOKEN = "", SLACK_SIGNING_SECRET = "" } = process.env;
const app = new App({
  token: SLACK_TOKEN,
  clientOptions: { slackApiUrl: SLACK_API_URL },
  ...(SLACK_APP_TOKEN === ""
    ? { signingSecret: SLACK_SIGNING_SECRET }
    : { socketMode: true, appToken: SLACK_APP_TOKEN }),
});
app.command("/briefing", async ({ ack, respond, command }) => {
  await ack();
  await respond({ text: `briefing on ${command.text}` });
});
const server = await app.start({ port: 0, host: "127.0.0.1" });
const address = SLACK_APP_TOKEN === "" ? server.address() : null;
console.log(`listening ${typeof address === "object" ? (address?.port ?? 0) : 0}`);

import { describe, expect, it } from "vitest";
import { previewDiscord } from "../../../adapters/discord/preview.ts";
import { renderDiscord } from "../../../adapters/discord/render.ts";
import { paragraph } from "../../../src/chat/document.ts";

describe("the preview", () => {
  it("draws texts, buttons and the colour, with every text escaped", () => {
    const document = {
      summary: "",
      tone: "trouble",
      blocks: [
        paragraph("<img src=x onerror=alert(1)> & “**not bold**”"),
        {
          kind: "actions",
          actions: [{ label: "<b>Goma</b>", command: "briefing", options: { topic: "goma" } }],
        },
      ],
    } as const;

    const html = previewDiscord(renderDiscord(document, { customIdOf: () => "id" }), "<now>");

    expect(html).toContain("<p>&#60;img src=x onerror=alert(1)&#62; &#38; “**not bold**”</p>");
    expect(html).toContain('<button class="secondary">&#60;b&#62;Goma&#60;/b&#62;</button>');
    expect(html).toContain("--accent: #d9822b");
    expect(html).toContain("<time>&#60;now&#62;</time>");
    expect(html).not.toContain("<img");
  });
});

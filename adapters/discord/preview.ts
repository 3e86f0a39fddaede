import {
  type APIActionRowComponent,
  type APIButtonComponentWithCustomId,
  type APIComponentInContainer,
  type APIStringSelectComponent,
  ButtonStyle,
  ComponentType,
} from "discord-api-types/v10";
import { html, previewPage } from "../shared/preview-page.ts";
import { PREVIEW_STYLE } from "./preview-style.ts";
import { type MarkdownNode, type MarkdownNodes, readMarkdown, visibleText } from "./read-markdown.ts";
import type { DiscordPage } from "./render.ts";

/**
 * An HTML page that draws messages about as the client does: one file, no network, every text escaped. `time` is
 * what stands beside the name of the bot.
 */
export function previewDiscord(pages: readonly DiscordPage[], time: string): string {
  const messages = pages.map((page, index) => message(page, index, time)).join("\n");
  return previewPage("Sitrep on Discord", PREVIEW_STYLE, messages);
}

function message({ components }: DiscordPage, index: number, time: string): string {
  const boxes = components.map(({ accent_color, components: inside }) => {
    const accent =
      accent_color == null ? "" : ` style="--accent: #${accent_color.toString(16).padStart(6, "0")}"`;
    return `<div class="box"${accent}>\n${inside.map(component).join("\n")}\n</div>`;
  });
  return `<div class="message" id="page-${index + 1}">
<div class="avatar" aria-hidden="true">S</div>
<div>
<div class="author">Sitrep<span class="app">APP</span><time>${html(time)}</time></div>
${boxes.join("\n")}
</div>
</div>`;
}

function component(one: APIComponentInContainer): string {
  switch (one.type) {
    case ComponentType.TextDisplay:
      return `<div class="text">${readMarkdown(one.content)
        .map(({ look, children }) => element(look, inline(children)))
        .join("")}</div>`;
    case ComponentType.Separator:
      return "<hr>";
    case ComponentType.ActionRow:
      return actionRow(
        one as APIActionRowComponent<APIButtonComponentWithCustomId | APIStringSelectComponent>,
      );
    default:
      throw new RangeError(`the preview does not draw components of type ${one.type}`);
  }
}

function actionRow({
  components,
}: APIActionRowComponent<APIButtonComponentWithCustomId | APIStringSelectComponent>): string {
  const drawn = components.map((one) => {
    if (one.type === ComponentType.StringSelect) return select(one);
    return `<button class="${one.style === ButtonStyle.Primary ? "primary" : "secondary"}">${html(one.label ?? "")}</button>`;
  });
  return `<div class="row">${drawn.join("")}</div>`;
}

function select({ placeholder, options }: APIStringSelectComponent): string {
  const title = options.map(({ label }) => label).join("\n");
  return `<div class="select" role="listbox" title="${html(title)}">${html(placeholder ?? "")}</div>`;
}

function element(look: ReturnType<typeof readMarkdown>[number]["look"], inside: string): string {
  switch (look) {
    case "h1":
    case "h2":
    case "h3":
    case "small":
      return `<${look}>${inside}</${look}>`;
    case "quote":
      return `<blockquote>${inside}</blockquote>`;
    case "item":
      return `<div class="item">${inside}</div>`;
    case "text":
      return `<p>${inside}</p>`;
    default:
      return look satisfies never;
  }
}

function inline(nodes: MarkdownNodes): string {
  return nodes.map(node).join("");
}

const TAGS = { bold: "strong", italic: "em", underline: "u", struck: "s", spoiler: "mark" } as const;

function node(one: MarkdownNode): string {
  switch (one.kind) {
    case "text":
    case "emoji":
      return html(one.text);
    case "code":
      return `<code>${html(one.text)}</code>`;
    case "mention":
      return `<span class="mention">${html(one.text)}</span>`;
    case "time":
      return `<span class="time">${html(visibleText([one]).slice(0, 16).replace("T", " "))} UTC</span>`;
    case "link":
      return `<a href="${html(one.url)}">${inline(one.children)}</a>`;
    case "bold":
    case "italic":
    case "underline":
    case "struck":
    case "spoiler":
      return `<${TAGS[one.kind]}>${inline(one.children)}</${TAGS[one.kind]}>`;
    default:
      return one satisfies never;
  }
}

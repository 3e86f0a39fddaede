import type {
  ActionsBlock,
  ContextBlock,
  KnownBlock,
  RichTextBlock,
  RichTextElement,
  TableBlock,
} from "@slack/types";
import { html, previewPage } from "../shared/preview-page.ts";
import { PREVIEW_STYLE } from "./preview-style.ts";
import type { SlackPage } from "./render.ts";

/**
 * An HTML page that draws messages about as the client does: one file, no network, every text escaped. `time` is
 * what stands beside the name of the bot.
 */
export function previewSlack(pages: readonly SlackPage[], time: string): string {
  const messages = pages.map((page, index) => message(page, index, time)).join("\n");
  return previewPage("Sitrep on Slack", PREVIEW_STYLE, messages);
}

function message({ blocks }: SlackPage, index: number, time: string): string {
  return `<div class="message" id="page-${index + 1}">
<div class="avatar" aria-hidden="true">S</div>
<div>
<div class="author">Sitrep<span class="app">APP</span><time>${html(time)}</time></div>
<div class="only">Only visible to you</div>
<div class="blocks">
${blocks.map(block).join("\n")}
</div>
</div>
</div>`;
}

function block(one: KnownBlock): string {
  switch (one.type) {
    case "header":
      return `<h2>${html(one.text.text)}</h2>`;
    case "divider":
      return "<hr>";
    case "context":
      return context(one);
    case "rich_text":
      return `<div class="rich">${rich(one)}</div>`;
    case "table":
      return table(one);
    case "actions":
      return actions(one);
    default:
      throw new RangeError(`the preview does not draw blocks of type ${one.type}`);
  }
}

function context({ elements }: ContextBlock): string {
  const drawn = elements.map((element) => {
    if (element.type === "image") return "";
    const link = element.type === "mrkdwn" ? /^<([^|>]+)\|([^>]+)>$/.exec(element.text) : null;
    // The markup of the bot's own link is escaped once already.
    if (link !== null) return `<a href="${link[1]}">${link[2]}</a>`;
    return `<span>${html(element.text)}</span>`;
  });
  return `<div class="context">${drawn.join("")}</div>`;
}

function rich({ elements }: RichTextBlock): string {
  return elements
    .map((one) => {
      switch (one.type) {
        case "rich_text_section":
          return `<p>${inline(one.elements)}</p>`;
        case "rich_text_quote":
          return `<blockquote>${inline(one.elements)}</blockquote>`;
        case "rich_text_list":
          return `<ul>${one.elements.map((item) => `<li>${inline(item.elements)}</li>`).join("")}</ul>`;
        default:
          throw new RangeError(`the preview does not draw rich text of type ${one.type}`);
      }
    })
    .join("");
}

function inline(elements: readonly RichTextElement[]): string {
  return elements
    .map((one) => {
      if (one.type === "link") return `<a href="${html(one.url)}">${html(one.text ?? one.url)}</a>`;
      if (one.type !== "text") throw new RangeError(`the preview does not draw a ${one.type}`);
      const { bold, strike, code } = one.style ?? {};
      const words = html(one.text);
      if (bold === true) return `<b>${words}</b>`;
      if (strike === true) return `<s>${words}</s>`;
      return code === true ? `<code>${words}</code>` : words;
    })
    .join("");
}

function table({ rows, column_settings: columns = [] }: TableBlock): string {
  const drawn = rows.map((cells) => {
    const inside = cells.map((cell, index) => {
      const { align = "left", is_wrapped } = columns[index] ?? {};
      const words = cell.type === "raw_text" ? html(cell.text) : cell.type === "rich_text" ? rich(cell) : "";
      return `<td class="${is_wrapped === true ? "wrapped" : "whole"}" style="text-align: ${align}"><div class="rich">${words}</div></td>`;
    });
    return `<tr>${inside.join("")}</tr>`;
  });
  return `<div class="table"><table>${drawn.join("")}</table></div>`;
}

function actions({ elements }: ActionsBlock): string {
  const drawn = elements.map((one) => {
    if (one.type === "button")
      return `<button class="${one.style ?? "plain"}">${html(one.text.text)}</button>`;
    if (one.type !== "static_select") throw new RangeError(`the preview does not draw a ${one.type}`);
    const title = (one.options ?? []).map(({ text }) => text.text).join("\n");
    return `<div class="select" role="listbox" title="${html(title)}">${html(one.placeholder?.text ?? "")}</div>`;
  });
  return `<div class="actions">${drawn.join("")}</div>`;
}

import { describe, expect, it } from "vitest";
import { openBlockSchema } from "../../support/fake-slack/block-schema.ts";
import { openCheck, type Problem } from "../../support/fake-slack/check.ts";
import type { Fields } from "../../support/fake-slack/fields.ts";
import { LIMITS, type LimitId } from "../../support/fake-slack/limits.ts";

const check = openCheck(await openBlockSchema());

const x = (size: number) => "x".repeat(size);
const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, i) => make(i));
const plain = (text: string) => ({ type: "plain_text", text });
const mrkdwn = (text: string) => ({ type: "mrkdwn", text });
const divider = { type: "divider" };
const option = (value: string, text = "one") => ({ text: plain(text), value });
const button = (more: Fields = {}) => ({ type: "button", text: plain("Go"), action_id: "go", ...more });
const select = (more: Fields) => ({ type: "static_select", action_id: "pick", ...more });
const actions = (...elements: Fields[]) => ({ type: "actions", elements });
const input = (element: Fields, more: Fields = {}) => ({
  type: "input",
  label: plain("Place"),
  element,
  ...more,
});
const cell = { type: "raw_text", text: "1" };
const image = (more: Fields) => ({
  type: "image",
  image_url: "https://a.example/i.png",
  alt_text: "map",
  ...more,
});

const message = (...blocks: Fields[]) => check.message({ text: "hello", blocks }, "post");
const modal = (blocks: readonly Fields[], more: Fields = {}) =>
  check.view({ type: "modal", title: plain("Place"), submit: plain("Go"), blocks, ...more });
const confirm = (more: Fields) =>
  message(
    actions(
      button({
        confirm: {
          title: plain("Sure?"),
          text: plain("Really?"),
          confirm: plain("Yes"),
          deny: plain("No"),
          ...more,
        },
      }),
    ),
  );

/** A body that is exactly this large in the one respect, and right in every other. */
const BODIES: Readonly<Record<LimitId, (size: number) => readonly Problem[]>> = {
  "message-blocks": (size) => message(...times(size, () => divider)),
  "view-blocks": (size) => modal(times(size, () => divider)),
  "text-object": (size) => message({ type: "context", elements: [mrkdwn(x(size))] }),
  "section-text": (size) => message({ type: "section", text: mrkdwn(x(size)) }),
  "section-fields": (size) => message({ type: "section", fields: times(size, () => mrkdwn("a")) }),
  "section-field": (size) => message({ type: "section", fields: [mrkdwn(x(size))] }),
  "header-text": (size) => message({ type: "header", text: plain(x(size)) }),
  "actions-elements": (size) => message(actions(...times(size, (i) => button({ action_id: `go${i}` })))),
  "context-elements": (size) => message({ type: "context", elements: times(size, () => mrkdwn("a")) }),
  "context-actions-elements": (size) =>
    message({
      type: "context_actions",
      elements: times(size, (i) => ({
        type: "icon_button",
        icon: "trash",
        text: plain("Drop"),
        action_id: `drop${i}`,
      })),
    }),
  "button-text": (size) => message(actions(button({ text: plain(x(size)) }))),
  "button-value": (size) => message(actions(button({ value: x(size) }))),
  "button-url": (size) => message(actions(button({ url: `https://a.example/${x(size - 18)}` }))),
  "accessibility-label": (size) => message(actions(button({ accessibility_label: x(size) }))),
  "action-id": (size) => message(actions(button({ action_id: x(size) }))),
  "block-id": (size) => message({ ...divider, block_id: x(size) }),
  "callback-id": (size) => modal([divider], { callback_id: x(size) }),
  "external-id": (size) => modal([divider], { external_id: x(size) }),
  "modal-title": (size) => modal([divider], { title: plain(x(size)) }),
  "modal-submit": (size) => modal([divider], { submit: plain(x(size)) }),
  "modal-close": (size) => modal([divider], { close: plain(x(size)) }),
  "private-metadata": (size) => modal([divider], { private_metadata: x(size) }),
  "select-options": (size) => message(actions(select({ options: times(size, (i) => option(`v${i}`)) }))),
  "option-groups": (size) =>
    message(
      actions(
        select({ option_groups: times(size, (i) => ({ label: plain("g"), options: [option(`v${i}`)] })) }),
      ),
    ),
  "group-label": (size) =>
    message(actions(select({ option_groups: [{ label: plain(x(size)), options: [option("v")] }] }))),
  "option-text": (size) => message(actions(select({ options: [option("v", x(size))] }))),
  "option-description": (size) =>
    message(actions(select({ options: [{ ...option("v"), description: plain(x(size)) }] }))),
  "option-value": (size) => message(actions(select({ options: [option(x(size))] }))),
  "overflow-options": (size) =>
    message(actions({ type: "overflow", action_id: "more", options: times(size, (i) => option(`v${i}`)) })),
  "choice-options": (size) =>
    message(actions({ type: "checkboxes", action_id: "tick", options: times(size, (i) => option(`v${i}`)) })),
  placeholder: (size) => message(actions(select({ placeholder: plain(x(size)), options: [option("v")] }))),
  "confirm-title": (size) => confirm({ title: plain(x(size)) }),
  "confirm-text": (size) => confirm({ text: plain(x(size)) }),
  "confirm-yes": (size) => confirm({ confirm: plain(x(size)) }),
  "confirm-no": (size) => confirm({ deny: plain(x(size)) }),
  "input-label": (size) =>
    modal([input({ type: "plain_text_input", action_id: "p" }, { label: plain(x(size)) })]),
  "input-hint": (size) =>
    modal([input({ type: "plain_text_input", action_id: "p" }, { hint: plain(x(size)) })]),
  "image-alt": (size) => message(image({ alt_text: x(size) })),
  "image-url": (size) => message(image({ image_url: `https://a.example/${x(size - 18)}` })),
  "image-title": (size) => message(image({ title: plain(x(size)) })),
  "markdown-text": (size) =>
    check.message(
      {
        text: "hello",
        blocks: [
          { type: "markdown", text: x(size - 4) },
          { type: "markdown", text: "rest" },
        ],
      },
      "response",
    ),
  "table-rows": (size) => message({ type: "table", rows: times(size, () => [cell]) }),
  "table-cells": (size) => message({ type: "table", rows: [times(size, () => cell)] }),
  "table-columns": (size) =>
    message({ type: "table", rows: [[cell]], column_settings: times(size, () => ({ align: "left" })) }),
  "data-table-rows": (size) =>
    message({ type: "data_table", caption: "Dead", rows: times(size, () => [cell]) }),
  "data-table-page": (size) =>
    message({ type: "data_table", caption: "Dead", page_size: size, rows: [[cell], [cell]] }),
  "message-text": (size) => check.message({ text: x(size) }, "post"),
  "message-text-advised": (size) => check.message({ text: x(size), unfurl_links: false }, "response"),
  "message-total": (size) =>
    message(...times(5, (i) => ({ type: "section", text: plain(x(i === 0 ? size - 4 * 1999 : 1999)) }))),
};

/** What a post says about unfurling is another test's affair. */
const rules = (problems: readonly Problem[]) =>
  [...new Set(problems.map(({ rule }) => rule))].filter((rule) => rule !== "unfurl");

describe("the limits of Slack", () => {
  const ids = Object.keys(LIMITS) as LimitId[];

  it.each(ids)("%s: at the limit passes, one more is refused", (id) => {
    const { max } = LIMITS[id];

    expect(rules(BODIES[id](max)).filter((rule) => rule !== "message-text-advised" || id === rule)).toEqual(
      [],
    );
    expect(rules(BODIES[id](max + 1))).toContain(id);
  });

  it("count all the text of a message only where it is posted", () => {
    const blocks = times(5, () => ({ type: "section", text: plain(x(2500)) }));

    expect(rules(check.message({ text: "hello", blocks }, "web-api"))).toEqual(["message-total"]);
    expect(rules(check.message({ text: "hello", blocks }, "response"))).toEqual([]);
  });

  it("hold for the answer to an external select", () => {
    expect(rules(check.options({ options: times(100, (i) => option(`v${i}`)) }))).toEqual([]);
    expect(rules(check.options({ options: times(101, (i) => option(`v${i}`)) }))).toEqual(["select-options"]);
    expect(rules(check.options({ options: [option("v", x(76))] }))).toEqual(["option-text"]);
  });
});

import { describe, expect, it } from "vitest";
import { roleId } from "../../src/desk/alert-role.ts";

describe("whom alerts ping", () => {
  it.each([
    ["<@&123456789012345678>", "123456789012345678"],
    ["123456789012345678", "123456789012345678"],
    ["<!subteam^S0123ABCD|@desk>", "S0123ABCD"],
    ["S0123ABCD", "S0123ABCD"],
    ["off", ""],
    ["non", ""],
  ])("is a role or a group of users: %s", (typed, id) => {
    expect(roleId(typed)).toBe(id);
  });

  it.each(["@everyone", "here", "<!channel>", "<@123456789012345678>", "<@U0123ABCD>", "the desk"])(
    "is nobody else: %s",
    (typed) => {
      expect(() => roleId(typed)).toThrow(/is no role/);
    },
  );
});

import { COMPONENT, everyComponent } from "./component-tree.ts";
import { type JsonObject, numberOf, objectOf, objectsOf, textOf } from "./json.ts";
import type { World } from "./state.ts";
import { channelToWire, memberToWire, userToWire } from "./wire.ts";

/** The `data` of using a component of a wire message; throws when a member could not use that component so. */
export function componentData(
  world: World,
  message: JsonObject,
  customId: string,
  values: readonly string[] | null,
  forged: boolean,
): JsonObject {
  const components = everyComponent(objectsOf(message.components));
  const found = components.find(({ custom_id }) => custom_id === customId);
  if (found === undefined) {
    if (forged) return { custom_id: customId, component_type: values === null ? 2 : 3, ...valuesOf(values) };
    const there = components.map(({ custom_id }) => textOf(custom_id)).filter((id) => id !== "");
    throw new Error(`the message has no component "${customId}"; it has: ${there.join(", ") || "none"}`);
  }
  if (found.disabled === true) throw new Error(`component "${customId}" is disabled`);
  const isButton = found.type === COMPONENT.button;
  if (isButton !== (values === null)) {
    throw new Error(`component "${customId}" is ${isButton ? "a button: press it" : "a menu: select in it"}`);
  }
  if (values !== null) checkValues(found, values);
  const type = Number(found.type);
  return {
    id: numberOf(found.id, 1),
    custom_id: customId,
    component_type: type,
    ...valuesOf(values),
    ...(values === null ? {} : resolvedOf(world, type, values)),
  };
}

const valuesOf = (values: readonly string[] | null) => (values === null ? {} : { values });

function checkValues(menu: JsonObject, values: readonly string[]): void {
  const name = textOf(menu.custom_id);
  if (values.length < numberOf(menu.min_values, 1) || values.length > numberOf(menu.max_values, 1)) {
    throw new Error(`menu "${name}" does not take ${values.length} value(s)`);
  }
  if (menu.type !== COMPONENT.stringSelect) return;
  const offered = objectsOf(menu.options).map(({ value }) => textOf(value));
  const strange = values.find((value) => !offered.includes(value));
  if (strange !== undefined) {
    throw new Error(`menu "${name}" does not offer "${strange}"; it offers: ${offered.join(", ")}`);
  }
}

function resolvedOf(world: World, type: number, values: readonly string[]): JsonObject {
  if (type === COMPONENT.stringSelect) return {};
  if (type === COMPONENT.userSelect) {
    const users = values.map((id) => world.users.get(id)!);
    return {
      resolved: {
        users: Object.fromEntries(users.map((user) => [user.id, userToWire(user)])),
        members: Object.fromEntries(
          users.map((user) => [user.id, { ...memberToWire(user, "0"), user: undefined }]),
        ),
      },
    };
  }
  if (type === COMPONENT.channelSelect) {
    const channels = values.map((id) => world.channels.get(id)!);
    const wire = channels.map((channel) => [
      channel.id,
      { ...channelToWire(world, channel), permissions: "0" },
    ]);
    return { resolved: { channels: Object.fromEntries(wire) } };
  }
  throw new Error(`menus of type ${type} are not driven by the stand-in yet`);
}

/** The `data` of a modal that was filled in: rows or labels as they were sent, with a value for every input. */
export function modalData(modal: JsonObject, fields: Readonly<Record<string, string>>): JsonObject {
  const inputs = everyComponent(objectsOf(modal.components)).filter(
    ({ custom_id }) => custom_id !== undefined,
  );
  const names = inputs.map(({ custom_id }) => textOf(custom_id));
  const strange = Object.keys(fields).find((name) => !names.includes(name));
  if (strange !== undefined)
    throw new Error(`the modal has no field "${strange}"; it has: ${names.join(", ")}`);
  let next = 0;
  const fill = (component: JsonObject): JsonObject => {
    const filled = { type: component.type, id: ++next };
    if ("components" in component)
      return { ...filled, components: objectsOf(component.components).map(fill) };
    if ("component" in component) return { ...filled, component: fill(objectOf(component.component)) };
    if (component.custom_id === undefined) return filled;
    const value = fields[textOf(component.custom_id)] ?? textOf(component.value);
    if (component.type !== COMPONENT.textInput) {
      if (value !== "") checkValues({ ...component, min_values: 0 }, [value]);
      return { ...filled, custom_id: component.custom_id, values: value === "" ? [] : [value] };
    }
    checkText(component, value);
    return { ...filled, custom_id: component.custom_id, value };
  };
  return { custom_id: modal.custom_id, components: objectsOf(modal.components).map(fill) };
}

function checkText(input: JsonObject, value: string): void {
  const name = textOf(input.custom_id);
  if (value === "" && input.required !== false) throw new Error(`field "${name}" is required`);
  if (value !== "" && value.length < numberOf(input.min_length, 0))
    throw new Error(`field "${name}" is too short`);
  if (value.length > numberOf(input.max_length, 4000)) throw new Error(`field "${name}" is too long`);
}

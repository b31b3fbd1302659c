import { afterEach, expect, it } from "vitest";
import { type AccountId, type DeviceAction, deviceUpdateMessage, fromHex } from "../../protocol/index.ts";
import { genesis, model, TestNetwork, until } from "./network.ts";

let network: TestNetwork;
afterEach(() => network.close());

/** What the chain hears of a device, each update confirmed as it comes. */
function listen(account: AccountId): DeviceAction[] {
  const { signaling } = network;
  const actions: DeviceAction[] = [];
  const push = signaling.heard.push.bind(signaling.heard);
  signaling.heard.push = (...messages) => {
    for (const message of messages) {
      if (message.type !== "update") continue;
      const update = deviceUpdateMessage.decode(fromHex(message.update) ?? new Uint8Array(), genesis);
      if (!update.ok) throw new Error(update.error.code);
      actions.push(update.value.action);
      const nextNonce = (update.value.nonce + 1n).toString();
      setTimeout(() => signaling.tell(account, { type: "updated", nextNonce }));
    }
    return push(...messages);
  };
  return actions;
}

it("tells the chain what it serves now when that is not what it registered with, and once", async () => {
  network = new TestNetwork();
  const { node } = await network.node();
  const { account } = node.snapshot;
  const actions = listen(account);
  network.signaling.tell(account, { type: "registered", inclusion: null, code: "already_registered" });
  await until(() => actions.length === 1, "the first status");
  await node.start({ ...model, id: "another-model" });
  const told = () => actions.filter((action) => action.type === "updateMetadata");
  await until(() => told().length === 1, "the new abilities");
  expect(told()).toMatchObject([{ capabilities: { models: ["another-model"] } }]);
  const last = () => actions.findLast((action) => action.type === "setStatus")?.status;
  // One after the other: of wishes that wait for the chain together only the newest is told.
  await node.pause();
  await until(() => last() === "paused", "paused");
  await node.resume();
  await until(() => last() === "active", "resumed");
  expect(told()).toHaveLength(1);
});

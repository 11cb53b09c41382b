import { Inngest as Bus } from "inngest";
export const bus = new Bus({ id: "app" });
export const announce = async (name) => {
  await bus.send({ name });
};

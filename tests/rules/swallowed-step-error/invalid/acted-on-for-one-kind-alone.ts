import { inngest } from "./client";

async function pushAll(devices: Device[]) {
  await Promise.all(
    devices.map(async (device) => {
      try {
        await push.send(device);
      } catch (error) { // error
        const status = error.statusCode;
        if (status === 410) {
          await db.devices.delete({ where: { id: device.id } });
        } else {
          console.error(error);
        }
      }
    }),
  );
}

export const a = inngest.createFunction(
  { id: "a", triggers: [{ event: "x/y" }] },
  async ({ event, step }) => {
    await step.run("push-all", () => pushAll(event.data.devices));
    await step.run("mail", async () => {
      try {
        await mail.send(event.data.to);
      } catch (error) { // error
        if (error instanceof AddressRefused) await db.users.update({ data: { bad: true } });
      }
    });
  },
);

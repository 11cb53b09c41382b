import { Inngest as Bus } from "inngest";
const DEV = true;
export const bus = new Bus({
  id: "shop",
  isDev: DEV, // error
});

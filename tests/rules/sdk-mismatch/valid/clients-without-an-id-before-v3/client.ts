import { Inngest } from "inngest";
const options = {
  name: "Shop",
};
export const a = new Inngest({ name: "Shop" });
export const b = new Inngest(options);
export const c = new Inngest({ name: "Shop", ...given });
export const d = new Inngest({ name: "Shop", id: "shop" });

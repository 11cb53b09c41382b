import * as sdk from "inngest";

const client = new sdk.Inngest({ id: "media", isDev: true }); // expect: hard-coded-dev-mode
export default client;

import { Inngest } from "inngest";
import { mkdtemp, rm } from "./disk";

const inngest = new Inngest({ id: "site" });

export const publish = inngest.createFunction(
  { id: "publish", triggers: [{ event: "site/publish" }] },
  async ({ step }) => {
    let root: string | undefined;
    let link: string | undefined;
    try {
      const made = await step.run("setup", async () => {
        const folder = await mkdtemp("/tmp/site-");
        root = folder;
        return { root: folder };
      });
      root = made.root;
      link = await step.run("link", async () => {
        link = `/tmp/${made.root}`;
        return link;
      });
      await step.run("build", () => `${root} ${link}`);
    } finally {
      if (root) await step.run("drop", () => rm(root));
    }
  },
);

import { Inngest } from "inngest";
export const inngest = new Inngest({ id: "films" });
export const cut = inngest.createFunction({ id: "cut" }, { event: "film/ready" }, ({ step }) =>
  step.run("cut", () => cutFilm()),
);

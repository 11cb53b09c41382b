import { inngest } from "./client";
type Dependencies = { publish?: (topic: string) => void; repository: { save: () => Promise<void> } };
function repositoryOf(url: string) {
  return {
    async save() {
      await fetch(url, { method: "PUT" });
    },
  };
}
function tell(url: string, topic: string): void {
  fetch(url, { method: "POST", body: topic }).catch((error) => console.warn(error));
}
const dependencies = (): Dependencies => {
  const url = "https://example.com";
  return { publish: (topic) => tell(url, topic), repository: repositoryOf(url) };
};
const shared = repositoryOf("https://example.com");
const again = () => repositoryOf("https://example.com");
async function handle(step: any, given: Dependencies) {
  await step.run("save", () => given.repository.save());
  given.publish?.("saved");
}
async function keep(given: Dependencies) {
  await given.repository.save();
}
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ step }) =>
  handle(step, dependencies()), // error
);
export const b = inngest.createFunction({ id: "b" }, { event: "x/y" }, async ({ step }) => {
  await step.run("load", load);
  const made = dependencies();
  made.publish?.("loaded"); // error
  shared.save(); // error
  again().save(); // error
  await keep(dependencies()); // error
});

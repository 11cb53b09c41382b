import { createNetwork } from "@inngest/agent-kit";
export const editor = (sandboxId: string) => {
  return createNetwork({ name: "edit", agents: [], defaultState: { sandboxId } });
};

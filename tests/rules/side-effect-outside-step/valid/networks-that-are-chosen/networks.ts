import { createNetwork } from "@inngest/agent-kit";
export const coder = (sandboxId: string) => {
  return createNetwork({ name: "code", agents: [], defaultState: { sandboxId } });
};

import { fileURLToPath } from "node:url";

import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: {
    alias: { "@": fileURLToPath(new URL(".", import.meta.url)) },
  },
  test: {
    environment: "node",
    include: ["tests/**/*.test.ts"],
    // The mode is chosen when the client is made: set it before any test imports it.
    env: { INNGEST_DEV: "1" },
    // The SDK logs each step that fails, as many do here on purpose.
    silent: "passed-only",
    restoreMocks: true,
    unstubEnvs: true,
  },
});

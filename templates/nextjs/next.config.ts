import type { NextConfig } from "next";

const config: NextConfig = {
  logging: {
    // The Dev Server asks for the functions every few seconds.
    incomingRequests: { ignore: [/^\/api\/inngest/] },
  },
};

export default config;

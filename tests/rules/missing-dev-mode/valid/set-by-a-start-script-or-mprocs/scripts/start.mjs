spawn("next", ["dev"], { env: { ...process.env, INNGEST_DEV: "1" } });

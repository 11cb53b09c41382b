export default { test: { env: { INNGEST_DEV: "1" } } };

if (process.env.INNGEST_DEV === "1") console.log("local");
// spawn("next", ["dev"], { env: { INNGEST_DEV: "1" } });

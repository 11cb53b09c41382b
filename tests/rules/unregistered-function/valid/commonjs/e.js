const { inngest } = require("./client");
exports.e = inngest.createFunction({ id: "e" }, { event: "x/e" }, async () => {});

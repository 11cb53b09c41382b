const { inngest } = require("./client");
exports.a = inngest.createFunction({ id: "a" }, { event: "x/a" }, async () => {});
exports.b = inngest.createFunction({ id: "b" }, { event: "x/b" }, async () => {}); // error

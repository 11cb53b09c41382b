const { inngest } = require("./client");
exports.a = inngest.createFunction({ id: "a" }, { event: "x/a" }, async () => {});
module.exports.b = inngest.createFunction({ id: "b" }, { event: "x/b" }, async () => {});
exports.hidden = inngest.createFunction({ id: "i" }, { event: "x/i" }, async () => {});
exports.c = [exports.hidden];

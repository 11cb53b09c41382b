const { inngest } = require("./client");
const a = inngest.createFunction({ id: "a" }, { event: "x/a" }, async () => {});
const b = inngest.createFunction({ id: "b" }, { event: "x/b" }, async () => {}); // error
module.exports.functions = [a];

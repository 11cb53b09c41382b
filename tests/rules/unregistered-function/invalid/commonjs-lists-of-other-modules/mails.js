const { inngest } = require("./client");
const c = inngest.createFunction({ id: "c" }, { event: "x/c" }, async () => {});
const d = inngest.createFunction({ id: "d" }, { event: "x/d" }, async () => {}); // error
exports.mails = [c];

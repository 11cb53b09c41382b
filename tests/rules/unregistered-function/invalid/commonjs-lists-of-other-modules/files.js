const { inngest } = require("./client");
const e = inngest.createFunction({ id: "e" }, { event: "x/e" }, async () => {});
const f = inngest.createFunction({ id: "f" }, { event: "x/f" }, async () => {}); // error
module.exports = { files: [e], e };

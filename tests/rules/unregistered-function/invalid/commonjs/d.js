const { inngest } = require("./client");
const d = inngest.createFunction({ id: "d" }, { event: "x/d" }, async () => {}); // error
module.exports = { d };

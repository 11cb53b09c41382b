const { inngest } = require("./client");
module.exports = inngest.createFunction({ id: "c" }, { event: "x/c" }, h); // error

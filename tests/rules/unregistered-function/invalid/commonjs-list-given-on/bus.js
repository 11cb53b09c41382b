const { Inngest } = require("inngest");
module.exports = new Inngest({ id: "app" });

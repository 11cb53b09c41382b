const { Inngest } = require("inngest");
module.exports = { inngest: new Inngest({ id: "shop" }) };

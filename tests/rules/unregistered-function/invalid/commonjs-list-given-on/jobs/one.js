const bus = require("../bus");
const two = bus.createFunction({ id: "2" }, { event: "x/2" }, async () => {}); // error
module.exports = bus.createFunction({ id: "1" }, { event: "x/1" }, async () => {});

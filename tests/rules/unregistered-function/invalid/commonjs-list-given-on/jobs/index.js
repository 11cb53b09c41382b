const bus = require("../bus");
const functions = require("./all");
module.exports = { bus, functions };

const one = require("./one");
module.exports = [one];

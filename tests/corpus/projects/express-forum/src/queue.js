const Queue = require("bull"); // expect: queue-library

module.exports = new Queue("mail");

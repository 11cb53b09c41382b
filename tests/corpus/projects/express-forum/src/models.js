const mongoose = require("mongoose");

const postSchema = new mongoose.Schema({ title: String, author: String, likes: Number });
postSchema.methods.slug = function slug() {
  return this.title.toLowerCase().replace(/\s+/g, "-");
};
const Post = mongoose.model("Post", postSchema);
const User = mongoose.model("User", new mongoose.Schema({ name: String, email: String }));

module.exports = { Post, User };

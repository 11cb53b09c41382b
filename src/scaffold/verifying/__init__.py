"""What is really served, and whether it runs: the app, the Inngest Dev Server and the source.

`verify.verify` compares the three; `follow.Follower` starts runs and follows them to their end.
"""

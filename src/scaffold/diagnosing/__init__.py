"""Is everything around the code in order: programs, hooks, files for agents, environment?"""

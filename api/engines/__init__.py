"""The real servers on this machine, for trial and tests: `keeper.Keeper` starts, stops and looks after them.

One module per server, found by its name; each gives the functions of `server.Server`.
"""

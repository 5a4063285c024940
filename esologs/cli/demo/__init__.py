"""`esologs demo`: the main job of the package, shown on the sandbox."""

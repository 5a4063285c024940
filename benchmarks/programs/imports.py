"""Imports in a fresh process what its argument names, and prints the CPU seconds that took.

`factory` is our factory; `client` is the class `Client`, ours or the peer's, as
the interpreter has it.
"""

import sys
import time

imported: object
what = sys.argv[1]
started = time.process_time()

if what == "factory":
    from esologs import create_resilient_client

    imported = create_resilient_client
else:
    from esologs.client import Client

    imported = Client

print([time.process_time() - started])

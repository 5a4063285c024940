"""Imports a client in a fresh process, `ours` or the `peer`, and prints the CPU seconds it took."""

import sys
import time

imported: object
side = sys.argv[1]
started = time.process_time()

if side == "ours":
    from esologs import create_resilient_client

    imported = create_resilient_client
else:
    from esologs.client import Client

    imported = Client

print([time.process_time() - started])

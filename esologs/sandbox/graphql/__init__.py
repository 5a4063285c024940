"""The sandbox's GraphQL executor: the real schema, resolved over a simulated world."""

from esologs.sandbox.graphql.context import Context
from esologs.sandbox.graphql.executor import Executor

__all__ = ["Context", "Executor"]

"""What the tests of programs that use `esologs` need."""

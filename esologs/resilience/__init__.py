"""The pipeline between a method and the wire: policies that decide, drivers that act."""

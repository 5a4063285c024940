"""Sums over a report's events: tables, graphs, player details, rankings."""

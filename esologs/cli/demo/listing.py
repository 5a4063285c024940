"""The program that does what the demo shows, as the demo prints it and as anybody can run it."""

from __future__ import annotations

from typing import Final

PROGRAM: Final = """\
from esologs import create_resilient_sync_client

with create_resilient_sync_client(sandbox=True) as client:
    answer = client.get_guild_overview(guild_id=3468, reports_limit=1)
    guild, report = answer.guild_data.guild, answer.report_data.reports.data[0]
    kill = [fight for fight in report.fights if fight.kill][-1]
    damage = {"data_type": "DamageDone", "fight_ids": [kill.id]}
    table = client.get_report_table(report.code, **damage)
    graph = client.get_report_graph(report.code, **damage)

print(guild.name, "killed", kill.name)
for entry in table.report_data.report.table["data"]["entries"]:
    print(entry["name"], entry["total"])
print(graph.meta.points_left, "points left")
"""

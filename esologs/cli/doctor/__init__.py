"""`esologs doctor`: what is installed, what is set, and whether ESO Logs can be reached."""

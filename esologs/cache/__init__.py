"""Where answers are kept: entries, their keys, and the stores.

What is stored: an answer's bytes as ESO Logs sent them, when they were stored
and how long they may be used, and tags (operation, guild, report, whose token
it was: as an HMAC). Never a token, a secret or a header.

Where: in this process (`memory`), in a file of the user's cache folder that all
their processes share (`sqlite`), or in a Redis or Valkey (`redis`). How to
delete it: `clear()` of the store; or delete the folder, which may be done at any
time; or in Redis all keys below `esologs:1:`.
"""

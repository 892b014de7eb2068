"""Moving house: everything a portal holds in one file that another one takes in, whatever database either uses.

``manage.py export_all`` writes the file (``leaving``), ``import_all`` takes it in (``arriving``). It is a sealed file
(``portal.sealed``) that other programs can read too:

- ``manifest.json``: ``format``, ``version``, when and from what it was made, the last ``migrations``, for each table
  its number of rows and the last id that was given, ``settings``, ``missing`` originals, and ``entries``: size and
  SHA-256 of every other member;
- ``tables/<app.model>.jsonl``: the rows of a table (``tables``), a JSON object a line (``rows``), in the order of ids;
- ``files/<two letters>/<sha256>``: the original files, byte for byte.

It holds accounts with their passwords' hashes and the keys of saved feeds, so it is kept like a password. It does not
hold the key that signs sessions, sessions, generated passwords, failed logins, queued tasks or the index.

How it differs from a backup: ``portal.backup`` copies one SQLite file quickly, schema and all, and an older one can be
restored by a newer program. This one reads every row, moves between kinds of databases, and wants the same version on
both sides.
"""

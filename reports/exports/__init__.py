"""Tables and texts as files for Excel, Word and other programs."""

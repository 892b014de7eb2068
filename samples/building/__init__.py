"""From one readable source to a report file in its format and to its gold case."""

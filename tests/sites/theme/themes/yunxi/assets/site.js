// Our own script.

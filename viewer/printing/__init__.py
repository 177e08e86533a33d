"""Printing: finds the printers, hands them a summary, and says what became of it. Windows and kiosks share it."""

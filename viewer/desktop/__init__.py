"""The caregiver's window: a thin shell over the shared widgets."""

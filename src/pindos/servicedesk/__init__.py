"""Tickets: a promise to a person; referral to the Directorate and back."""

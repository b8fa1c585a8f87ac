"""Accounts, sign-in and tokens: who has signed in. Never what a person may do where."""

"""What people keep of lists: saved views, subscriptions to them, exports. Never whose rows."""

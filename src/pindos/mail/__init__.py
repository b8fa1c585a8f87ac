"""Mail as it comes in: kept whole before it is acknowledged, known when it comes again.

It owns mailboxes, the raw messages and their fate. What a message means for the work is said by
the room above that reacts to ``MailArrived`` and then calls ``settle``; it knows no ticket.
"""

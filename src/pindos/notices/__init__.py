"""How a person is reached, and whether it arrived. Never decides who or why."""

"""The statute as data: units, places, people, competences. Never who has signed in."""

"""Pages and partials of the desk."""

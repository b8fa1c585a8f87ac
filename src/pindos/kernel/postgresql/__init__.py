"""PostgreSQL whose connections are looked at when they have lain still: name it as the ENGINE."""

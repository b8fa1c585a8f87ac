"""A rule as somebody writes it into a file: YAML, or JSON, which is YAML too."""

from pydantic import BaseModel, ConfigDict


class RuleWritten(BaseModel):
    """What is left out stays; what is empty is not done. People by key or e-mail."""

    model_config = ConfigDict(extra="forbid", strict=True)

    unit: str | None = None
    name: str | None = None
    when: str | None = None
    condition: str | None = None
    place: int | None = None
    is_once: bool | None = None
    category: str | None = None
    impact: str | None = None
    urgency: str | None = None
    assign_to: str | int | None = None
    assign_least: bool | None = None
    checklist: str | None = None
    tasks: str | None = None
    note: str | None = None
    reply: str | None = None
    asks: bool | None = None
    tell_unit: bool | None = None
    tell_heads: bool | None = None
    tell_person: str | int | None = None
    tell_text: str | None = None

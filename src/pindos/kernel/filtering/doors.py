"""The parameters by which every list is asked over HTTP."""

from typing import Annotated

from pydantic import Field

from pindos.kernel.filtering.terms import LONGEST

Filter = Annotated[str, Field(json_schema_extra={"maxLength": LONGEST})]
Sort = Annotated[str, Field(json_schema_extra={"maxLength": 200})]
After = Annotated[str, Field(json_schema_extra={"maxLength": LONGEST})]
Size = Annotated[int, Field(ge=1, le=200)]

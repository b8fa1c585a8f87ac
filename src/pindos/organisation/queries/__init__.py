"""Reading the organisation."""

from pindos.organisation.queries.columns import (
    name_of_unit,
    person_kind,
    prefecture_kind,
    site_kind,
    unit_kind,
)
from pindos.organisation.queries.competence import Competent, competence_named, competent_unit
from pindos.organisation.queries.jurisdiction import Jurisdiction, jurisdiction_of
from pindos.organisation.queries.office import Office, office
from pindos.organisation.queries.people import (
    PersonFacts,
    people_by_id,
    people_found,
    people_seen_by,
    person_facts,
    person_known_to,
    person_named,
    workers_of,
)
from pindos.organisation.queries.places import (
    PlaceFacts,
    SiteFacts,
    prefecture_facts,
    prefecture_named,
    prefectures,
    site_facts,
    site_named,
    sites_by_id,
    sites_of,
)
from pindos.organisation.queries.positions import PositionFacts, positions, positions_of
from pindos.organisation.queries.units import (
    UnitFacts,
    administration_held,
    unit_facts,
    unit_named,
    units,
    units_by_id,
    units_competent_everywhere,
    units_that_support,
)

__all__ = [
    "unit_kind",
    "site_kind",
    "prefecture_kind",
    "person_kind",
    "name_of_unit",
    "administration_held",
    "Competent",
    "Jurisdiction",
    "Office",
    "PersonFacts",
    "PlaceFacts",
    "PositionFacts",
    "SiteFacts",
    "UnitFacts",
    "competence_named",
    "competent_unit",
    "jurisdiction_of",
    "office",
    "people_by_id",
    "people_found",
    "people_seen_by",
    "person_facts",
    "person_known_to",
    "person_named",
    "positions",
    "positions_of",
    "prefecture_facts",
    "prefecture_named",
    "prefectures",
    "site_facts",
    "site_named",
    "sites_by_id",
    "sites_of",
    "unit_facts",
    "unit_named",
    "units",
    "units_by_id",
    "units_competent_everywhere",
    "units_that_support",
    "workers_of",
]

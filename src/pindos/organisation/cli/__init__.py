"""The organisation in a terminal."""

from pindos.organisation.cli.charts import chart
from pindos.organisation.cli.tables import person, position, site
from pindos.organisation.cli.units import unit
from pindos.organisation.cli.who import who

COMMANDS = [chart, who, unit, site, person, position]

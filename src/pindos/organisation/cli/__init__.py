"""The organisation in a terminal."""

from pindos.organisation.cli.charts import chart
from pindos.organisation.cli.tables import person, position, site
from pindos.organisation.cli.who import who

COMMANDS = [chart, who, site, person, position]

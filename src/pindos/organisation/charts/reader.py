"""From a YAML file to a chart: what is wrong is said with its file, line and reason."""

from pathlib import Path

from pindos.kernel.written import FaultyFile, Written, bytes_of, read_written
from pindos.organisation.charts.checks import faults_in
from pindos.organisation.charts.shape import Chart

FaultyChart = FaultyFile
ReadChart = Written[Chart]


def read_chart_file(path: Path) -> ReadChart:
    """Read a chart from a file; a file that cannot be read is refused."""
    return read_chart(bytes_of(path), str(path))


def read_chart(text: bytes, file: str) -> ReadChart:
    """Read a chart; a faulty one is refused with file, line and reason."""
    read = read_written(text, file, Chart)
    read.refuse(faults_in(read.says))
    return read

"""What the tests of clocks share: an office, and a table of minutes that knows nothing of ours."""

from datetime import UTC, date, datetime, timedelta

from pindos.clocks.rules import Calendar

MINUTE = timedelta(minutes=1)


class Minutes:
    """Every minute of a stretch of time, asked one by one whether it counts."""

    def __init__(self, calendar: Calendar, first: datetime, count: int) -> None:
        self.first = first.astimezone(UTC)
        self.before = [0]
        for each in range(count):
            counts = self._counts(calendar, self.first + each * MINUTE)
            self.before.append(self.before[-1] + counts)

    @staticmethod
    def _counts(calendar: Calendar, moment: datetime) -> bool:
        local = moment.astimezone(calendar.zone)
        day = date(local.year, local.month, local.day)
        minute = local.hour * 60 + local.minute
        week = calendar.week[day.weekday()]
        is_open = any(each.start <= minute < each.end for each in week)
        return is_open and day not in calendar.days_off

    def index(self, moment: datetime) -> int:
        return int((moment.astimezone(UTC) - self.first) / MINUTE)

    def worked(self, start: datetime, end: datetime) -> int:
        return self.before[self.index(end)] - self.before[self.index(start)]

"""Everything people came together for: stations, branches, volunteers, festivals, training, and what is ahead."""

from config.demo.gatherings.ahead import plan_ahead
from config.demo.gatherings.branch_life import hold_meetings, hold_talks
from config.demo.gatherings.deals import make_deals
from config.demo.gatherings.festivals import hold_festivals
from config.demo.gatherings.lectures import hold_lectures, make_sessions
from config.demo.gatherings.programme import Programme
from config.demo.gatherings.station_life import hold_station_activities
from config.demo.gatherings.volunteering import volunteer
from config.demo.park import Park

__all__ = ["make_gatherings"]


def make_gatherings(park: Park) -> None:
    """Plan all activities with those who came, store them, then what hangs on them."""
    programme = Programme(park)
    hold_meetings(programme)
    hold_talks(programme)
    volunteer(programme)
    hold_station_activities(programme)
    hold_festivals(programme)
    lectures = hold_lectures(programme)
    lectures += plan_ahead(programme)
    programme.store()
    make_sessions(lectures)
    make_deals(programme)

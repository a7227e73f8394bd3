"""What ventures achieve: entered and taken out on forms of their own, summed up and drawn on the venture's page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from contributions.actions import add_result, void_result
from contributions.choices import ResultKind
from contributions.forms import ResultForm
from contributions.models import Venture, VentureResult
from core.charts import Item
from core.steps import StepPage, VoidPage

CHANGE = "contributions.change_venture"


def achieved(results: Sequence[VentureResult]) -> dict[str, Any]:
    """Return the number for each kind, and for the chart the patents of each year without a gap between."""
    kinds: Counter[str] = Counter()
    years: Counter[int] = Counter()
    for result in results:
        kinds[result.kind] += result.count
        if result.kind == ResultKind.PATENT:
            years[result.on.year] += result.count
    span = range(min(years), max(years) + 1) if years else ()
    return {
        "kinds": [(kind.label, kinds[kind]) for kind in ResultKind if kinds[kind]],
        "years": [Item(str(year), years[year]) for year in span],
    }


class ResultAdd(StepPage):
    """Entering what a venture has achieved."""

    model = Venture
    form_class = ResultForm  # type: ignore[assignment]  # a model's form instead of a step's
    permission_required = CHANGE
    title, saved = "登记成果", "成果已登记。"

    def act(self, form: Any) -> VentureResult:  # noqa: ANN401  the form of this page
        """Enter it."""
        return add_result(by=self.actor, venture=self.row, values=form.cleaned_data)


class ResultVoid(VoidPage):
    """Taking out a result that was entered in error."""

    model = VentureResult
    permission_required = CHANGE
    title = "作废成果"

    def act(self, form: Any) -> VentureResult:  # noqa: ANN401  the form of this page
        """Void it."""
        return void_result(by=self.actor, result=self.row, reason=form.cleaned_data["reason"])

    def after(self, result: Any) -> str:  # noqa: ANN401  the one that was voided
        """Lead to the venture's page."""
        address: str = result.get_absolute_url()
        return address

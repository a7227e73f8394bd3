"""Suggestions and mediations as workbooks or csv, in the columns that the importer reads."""

from contributions.filters import MediationFilter, SuggestionFilter
from contributions.sheets import MEDIATIONS, SUGGESTIONS
from spreadsheets.exports import RecordExport, register_export

SUGGESTION_LIST = register_export(
    RecordExport(
        SUGGESTIONS,
        permission="contributions.view_suggestion",
        reveal="contributions.reveal_suggestion",
        filters=SuggestionFilter,
    )
)
MEDIATION_LIST = register_export(
    RecordExport(MEDIATIONS, permission="contributions.view_mediation", filters=MediationFilter)
)

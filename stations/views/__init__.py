"""Pages of stations and of the organisations that grow there."""

"""The order of the rooms, beyond what import-linter sees: foreign keys follow it, and no room is forgotten."""

import ast
import re
import sys

from django.apps import apps

from tests.house.places import ROOT, project, rooms


def order() -> dict[str, int]:
    """Return each room's height, the ground being 0, as the import-linter contract has it."""
    contracts = project()["tool"]["importlinter"]["contracts"]
    layers = next(contract["layers"] for contract in contracts if contract["id"] == "rooms")
    return {
        name: height for height, layer in enumerate(reversed(layers)) for name in re.findall(r"[a-z]+", layer)
    }


def test_every_room_is_under_the_rules() -> None:
    linter = project()["tool"]["importlinter"]
    files = next(contract for contract in linter["contracts"] if contract["id"] == "files")
    assert set(rooms()) <= set(order())
    assert {"config", *rooms()} == set(linter["root_packages"])
    assert set(rooms()) == set(files["containers"])
    assert set(rooms()) <= set(project()["tool"]["ruff"]["lint"]["isort"]["known-first-party"])


def test_foreign_keys_point_to_lower_rooms() -> None:
    height = order()
    upward = [
        f"{model._meta.label}.{field.name} → {target._meta.label}"
        for model in apps.get_models()
        if model._meta.app_label in height
        for field in model._meta.get_fields()
        if field.concrete and isinstance(target := field.related_model, type)
        if target._meta.app_label in height and target._meta.app_label != model._meta.app_label
        if height[target._meta.app_label] >= height[model._meta.app_label]
    ]
    assert upward == []


def test_the_launcher_needs_nothing_installed() -> None:
    allowed = sys.stdlib_module_names | {"launch"}
    imported = {
        f"{path.name}: {name}"
        for path in [ROOT / "start.py", *(ROOT / "launch").glob("*.py")]
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        for name in _names(node)
        if name.partition(".")[0] not in allowed
    }
    assert imported == set()


def _names(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [node.module or "."] if isinstance(node, ast.ImportFrom) else []

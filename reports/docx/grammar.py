"""What a template may say: names of tags, loops over lists, conditions. Everything else is refused unrun.

Judged on the parsed tree, before anything is compiled: not even a constant is computed. An inner loop takes a list of
the outer one's item only, so that the work grows with what the report holds and no faster.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from jinja2 import nodes

from reports.docx.shapes import Listed, Plain, Shape

Scope = Mapping[str, Shape]
ORDERS = frozenset({"lt", "lteq", "gt", "gteq"})
KNOWN_OPERATORS = ORDERS | {"eq", "ne"}
ONLY = "只能写标签名、{% for … in … %} 循环和 {% if … %} 判断，不能写计算、函数和其他代码"


@dataclass(frozen=True)
class Found:
    """Something against a template: where (a line of its source), and what as a sentence or an unknown name."""

    line: int
    words: str


@dataclass
class Judgement:
    """What was found: ``forbidden`` must never run, ``unknown`` are names without a tag, with those that exist."""

    forbidden: list[Found] = field(default_factory=list)
    unknown: list[tuple[Found, tuple[str, ...]]] = field(default_factory=list)


def judge(tree: nodes.Template, tags: Scope, *, pictures: bool = True) -> Judgement:
    """Walk through a parsed template. ``pictures``: whether charts can stand in this part of the document."""
    judging = _Judging(Judgement(), pictures)
    judging.body(tree.body, tags, depth=0)
    return judging.found


@dataclass
class _Judging:
    found: Judgement
    pictures: bool

    def body(self, body: Iterable[nodes.Node], scope: Scope, depth: int) -> None:
        for node in body:
            match node:
                case nodes.Output():
                    self._output(node, scope)
                case nodes.If():
                    self._expression(node.test, scope)
                    self.body([*node.body, *node.elif_, *node.else_], scope, depth)
                case nodes.For():
                    self._loop(node, scope, depth)
                case _:
                    self._forbid(node)

    def _output(self, node: nodes.Output, scope: Scope) -> None:
        for part in node.nodes:
            if isinstance(part, nodes.TemplateData):
                continue
            shape = self._named(part, scope)
            if isinstance(shape, Listed):
                self._forbid(
                    part, "清单要用 {% for … in … %} 逐项取出，其中的一项要写明取什么，如 {{ 章.标题 }}"
                )
            elif shape is Plain.PICTURE and not self.pictures:
                self._forbid(part, "图只能放在正文、页眉和页脚里")

    def _loop(self, node: nodes.For, scope: Scope, depth: int) -> None:
        if not isinstance(node.target, nodes.Name) or node.test is not None or node.recursive or node.else_:
            self._forbid(node, "循环只能写成 {% for 名字 in 清单 %}")
            return
        if depth and not isinstance(node.iter, nodes.Getattr):
            self._forbid(node, "里层的循环只能取外层那一项自己的清单，如 {% for 段 in 章.段落 %}")
            return
        shape = self._named(node.iter, scope)
        if isinstance(shape, Plain):
            self._forbid(node, "循环要取清单，这里写的不是清单")
        # What a list holds that is not known cannot be judged: its name has been told, its fields are let be.
        item = shape if isinstance(shape, Listed) else None
        self.body(node.body, {**scope, node.target.name: item or Listed({})}, depth + 1)

    def _expression(self, node: nodes.Node, scope: Scope) -> Shape | None:
        match node:
            case nodes.Name() | nodes.Getattr():
                return self._named(node, scope)
            case nodes.Const():
                return Plain.TEXT if isinstance(node.value, str) else Plain.NUMBER
            case nodes.Compare():
                self._comparison(node, scope)
            case nodes.And() | nodes.Or():
                self._expression(node.left, scope)
                self._expression(node.right, scope)
            case nodes.Not():
                self._expression(node.node, scope)
            case _:
                self._forbid(node)
        return None

    def _comparison(self, node: nodes.Compare, scope: Scope) -> None:
        shapes = [self._expression(node.expr, scope), *(self._expression(o.expr, scope) for o in node.ops)]
        if not {each.op for each in node.ops} <= KNOWN_OPERATORS:
            self._forbid(node)
        elif any(each.op in ORDERS for each in node.ops) and set(shapes) - {Plain.NUMBER, None}:
            self._forbid(node, "只有数字可以比较大小")

    def _named(self, node: nodes.Node, scope: Scope) -> Shape | None:
        if isinstance(node, nodes.Name):
            return self._looked_up(node, node.name, node.name, scope)
        if isinstance(node, nodes.Getattr) and isinstance(node.node, nodes.Name):
            if node.attr.startswith("_"):
                self._forbid(node)
                return None
            owner = scope.get(node.node.name)
            name = f"{node.node.name}.{node.attr}"
            if isinstance(owner, Listed):
                return self._looked_up(node, name, node.attr, owner.fields) if owner.fields else None
            if owner is None:
                return self._looked_up(node, node.node.name, node.node.name, scope)
            self._forbid(node, f"“{node.node.name}”不是清单里的一项，后面不能写“.{node.attr}”")
            return None
        self._forbid(node)
        return None

    def _looked_up(self, node: nodes.Node, shown: str, name: str, known: Scope) -> Shape | None:
        if name not in known:
            self.found.unknown.append((Found(node.lineno, shown), tuple(known)))
        return known.get(name)

    def _forbid(self, node: nodes.Node, words: str = ONLY) -> None:
        self.found.forbidden.append(Found(node.lineno, words))

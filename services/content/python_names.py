"""Reads the actions' Python, without running it, for the names that content and data must match."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Names:
    """`actions` are (path, action name) of each class; `responses` are whole keys; `computed` are beginnings of keys
    that are made at run time; `values` are words that may fill a placeholder: argument names and text literals."""

    actions: tuple[tuple[str, str], ...] = ()
    responses: frozenset[str] = frozenset()
    computed: frozenset[str] = frozenset()
    values: frozenset[str] = frozenset()


def names(root: Path) -> Names:
    """The names in `actions/*.py`. Raises SyntaxError for a file that is no Python."""
    trees = [
        (path.relative_to(root).as_posix(), list(ast.walk(ast.parse(path.read_text("utf-8"), str(path)))))
        for path in sorted((root / "actions").glob("*.py"))
    ]
    nodes = [node for _, tree in trees for node in tree]
    texts = {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    computed = {start for node in nodes if isinstance(node, ast.JoinedStr) and (start := _beginning(node))}
    arguments = {node.arg for node in nodes if isinstance(node, ast.keyword) and node.arg}
    return Names(
        actions=tuple((path, name) for path, tree in trees for name in _action_names(tree)),
        responses=frozenset(text for text in texts if text.startswith("utter_") and text not in computed),
        computed=frozenset(computed),
        values=frozenset(texts | arguments),
    )


def _beginning(node: ast.JoinedStr) -> str | None:
    first = node.values[0] if node.values else None
    text = first.value if isinstance(first, ast.Constant) else None
    return text if isinstance(text, str) and text.startswith("utter_") else None


def _action_names(tree: list[ast.AST]) -> Iterator[str]:
    """What each class answers from `name()`."""
    methods = [method for node in tree if isinstance(node, ast.ClassDef) for method in node.body]
    for method in methods:
        if isinstance(method, ast.FunctionDef) and method.name == "name":
            answers = [each.value for each in ast.walk(method) if isinstance(each, ast.Return)]
            yield from (str(answer.value) for answer in answers if isinstance(answer, ast.Constant))

"""The shape of the project, read from the syntax trees: who imports whom, and how large things are.

    app, pages -> ui -> evaluation -> runway, scenario -> topics -> catalog, core

A topic is one calculator under variable, fixed, choices, practices or upkeep. Topics do not import
one another, except that choices, practices and upkeep may import variable and fixed.
"""

from __future__ import annotations

import ast
import io
import re
import subprocess
import tokenize
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
COSTS = ("variable", "fixed")
QUESTIONS = ("choices", "practices", "upkeep")
GROUND = ("catalog", "core")
READERS = ("export", "cli", "docs")  # they read an evaluation; nothing that computes reads them
# Calculators that take more than one module; modules named after theirs, `spot_fleet` after `spot`,
# need no line here.
PARTS = {"service": "compute", "supply": "compute", "levers": "compute"}
ARITHMETIC = (ast.Add, ast.Sub, ast.Mult, ast.Div, ast.FloorDiv, ast.Mod, ast.Pow, ast.MatMult)
SLOW_OR_ABSENT = ("pandas", "plotly.express")  # each costs more at start than the whole page
NETWORK = ("socket", "http", "urllib.request", "requests", "ssl", "ftplib")
WIDGETS_OF_INPUTS = ("slider", "number_input", "select_slider")
FUNCTION_LINES, MODULE_LINES, PAGE_LINES = 40, 250, 60


@cache
def modules() -> dict[str, Path]:
    """Return the application's modules by dotted name."""
    files = [ROOT / "app.py"] if (ROOT / "app.py").exists() else []
    for folder in ("pages", "ui", "calculators"):
        files += sorted((ROOT / folder).rglob("*.py"))
    names = (".".join(f.relative_to(ROOT).with_suffix("").parts) for f in files)
    return {n.removesuffix(".__init__"): f for n, f in zip(names, files, strict=True)}


@cache
def tree(name: str) -> ast.Module:
    return ast.parse(modules()[name].read_text(), filename=str(modules()[name]))


@cache
def imports(name: str, *, running: bool = False) -> frozenset[str]:
    """Return all that a module imports: of `from a import b` the module a.b if it is one, else a.

    ``running``: without what only a type checker reads.
    """
    found: set[str] = set()
    for node in _nodes(tree(name), running=running):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            origin = _origin(name, node)
            members = {f"{origin}.{alias.name}" for alias in node.names}
            known = {m for m in members if m in modules() or m in SLOW_OR_ABSENT or m in NETWORK}
            found.update(known or {origin})
    return frozenset(found)


def _nodes(root: ast.AST, *, running: bool) -> Iterator[ast.AST]:
    yield root
    is_for_types = isinstance(root, ast.If) and ast.unparse(root.test).endswith("TYPE_CHECKING")
    for child in [] if running and is_for_types else ast.iter_child_nodes(root):
        yield from _nodes(child, running=running)


def _origin(name: str, node: ast.ImportFrom) -> str:
    if not node.level:
        return node.module or ""
    is_package = modules()[name].name == "__init__.py"
    parts = name.split(".")[: None if is_package and node.level == 1 else -node.level + is_package]
    return ".".join([*parts, *([node.module] if node.module else [])])


def inside(name: str, packages: tuple[str, ...]) -> bool:
    return any(name == package or name.startswith(package + ".") for package in packages)


def below(package: str) -> list[str]:
    return [name for name in modules() if inside(name, (package,))]


def folder(name: str) -> str:
    """Return the part of `calculators` that a module belongs to ("" for another package)."""
    parts = name.split(".")
    return parts[1] if parts[0] == "calculators" and len(parts) > 1 else ""


def topic(name: str) -> tuple[str, str]:
    """Return (folder, calculator) of a module: `service_machine` is part of `service`, say."""
    _, place, own, *_ = [*name.split("."), "", ""]
    siblings = (n.split(".")[2] for n in below(f"calculators.{place}") if n.count(".") == 2)
    first = min((s for s in siblings if own.startswith(s + "_")), key=len, default=own)
    return place, PARTS.get(first, first)


def forbidden(importer: str, imported: str) -> str | None:
    """Return why this import goes the wrong way, or None."""
    if imported not in modules():
        return None
    if imported == "app" or inside(imported, ("pages",)):
        return "nobody imports a page"
    if inside(importer, ("calculators",)) and inside(imported, ("ui",)):
        return "calculators do not know how they are shown"
    source, target = folder(importer), folder(imported)
    if not source or not target:
        return None
    if source in GROUND and target not in GROUND:
        return "catalog and core stand below everything"
    if source in COSTS + QUESTIONS:
        return _forbidden_to_topic(importer, imported)
    if source in ("scenario", "runway") and target in ("evaluation", *READERS):
        return "a plan does not know what is computed from it"
    if source == "evaluation" and target in READERS:
        return "nothing flows back"
    return None


def _forbidden_to_topic(importer: str, imported: str) -> str | None:
    source, target = folder(importer), folder(imported)
    if target in GROUND or topic(importer) == topic(imported):
        return None
    if target not in COSTS + QUESTIONS:
        return "a topic takes what it needs as arguments"
    is_cost_of_question = source in QUESTIONS and target in COSTS
    is_folder_itself = imported.count(".") == 1 or importer.count(".") == 1
    return (
        None if is_cost_of_question or is_folder_itself else "what two topics share belongs to core"
    )


def code_lines(text: str) -> set[int]:
    """Return the numbers of the lines that hold code: no blank lines, comments or docstrings."""
    quiet = {
        tokenize.COMMENT,
        tokenize.NL,
        tokenize.NEWLINE,
        tokenize.INDENT,
        tokenize.DEDENT,
        tokenize.ENCODING,
        tokenize.ENDMARKER,
    }
    lines: set[int] = set()
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type not in quiet:
            lines.update(range(token.start[0], token.end[0] + 1))
    for node in ast.walk(ast.parse(text)):
        owners = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef
        if isinstance(node, owners) and ast.get_docstring(node, clean=False) is not None:
            docstring = node.body[0]
            lines.difference_update(range(docstring.lineno, (docstring.end_lineno or 0) + 1))
    return lines


def long_functions(name: str) -> Iterator[str]:
    lines = code_lines(modules()[name].read_text())
    for node in ast.walk(tree(name)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            count = sum(node.lineno <= line <= (node.end_lineno or 0) for line in lines)
            if count > FUNCTION_LINES:
                yield f"{name}.{node.name} (line {node.lineno}): {count} lines of code"


def arithmetic(page: ast.Module) -> Iterator[str]:
    """Yield each place where a page computes; joining text with + is no arithmetic."""
    for node in ast.walk(page):
        if isinstance(node, ast.AugAssign) or (
            isinstance(node, ast.BinOp)
            and isinstance(node.op, ARITHMETIC)
            and not (isinstance(node.op, ast.Add) and (_text(node.left) or _text(node.right)))
        ):
            yield f"line {node.lineno}: {ast.unparse(node)}"


def _text(node: ast.expr) -> bool:
    return isinstance(node, ast.JoinedStr) or (
        isinstance(node, ast.Constant) and isinstance(node.value, str)
    )


def number_formats(page: ast.Module) -> Iterator[str]:
    for node in ast.walk(page):
        if isinstance(node, ast.FormattedValue) and node.format_spec is not None:
            yield f"line {node.lineno}: {ast.unparse(node.format_spec)}"
        if isinstance(node, ast.Call):
            called = ast.unparse(node.func)
            if called in ("format", "round") or called.endswith(".format"):
                yield f"line {node.lineno}: {called}()"


def test_imports_go_one_way():
    wrong = [
        f"{importer} imports {imported}: {reason}"
        for importer in modules()
        for imported in sorted(imports(importer))
        if (reason := forbidden(importer, imported))
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    ("importer", "imported", "allowed"),
    [
        ("calculators.core.a", "calculators.variable.a", False),
        ("calculators.core.a", "calculators.catalog", True),
        ("calculators.variable.a", "calculators.fixed.b", False),
        ("calculators.variable.a", "calculators.variable.a_options", True),
        ("calculators.variable.a_options", "calculators.variable.a", True),
        ("calculators.variable.a", "calculators.scenario", False),
        ("calculators.choices.c", "calculators.variable.a", True),
        ("calculators.choices.c", "calculators.practices.d", False),
        ("calculators.scenario", "calculators.choices.c", True),
        ("calculators.scenario", "calculators.evaluation", False),
        ("calculators.evaluation", "calculators.export", False),
        ("calculators.evaluation", "ui.show", False),
        ("ui.show", "pages.x", False),
        ("ui.show", "calculators.evaluation", True),
    ],
)
def test_the_rule_of_imports_itself(
    monkeypatch: pytest.MonkeyPatch, importer: str, imported: str, allowed: bool
):
    monkeypatch.setitem(globals(), "modules", lambda: {importer: ROOT, imported: ROOT})
    assert (forbidden(importer, imported) is None) == allowed


def test_no_two_modules_import_each_other_in_a_circle():
    def visit(name: str, path: tuple[str, ...]) -> None:
        if name in path:
            circle = [*path[path.index(name) :], name]
            pytest.fail("circle: " + " -> ".join(circle))
        if name in done:
            return
        for imported in sorted(imports(name, running=True) & modules().keys()):
            visit(imported, (*path, name))
        done.add(name)

    done: set[str] = set()
    for name in modules():
        visit(name, ())


def test_calculators_are_pure_python_and_reach_no_network():
    banned = ("streamlit", "ui", "pages", "app", *NETWORK)
    wrong = [
        f"{name} imports {imported}"
        for name in below("calculators")
        for imported in sorted(imports(name))
        if inside(imported, banned)
    ]
    assert not wrong, "\n".join(wrong)


def test_nothing_imports_what_makes_the_start_slow():
    wrong = [
        f"{name} imports {imported}"
        for name in modules()
        for imported in sorted(imports(name))
        if inside(imported, SLOW_OR_ABSENT)
    ]
    assert not wrong, "\n".join(wrong)


def test_pages_are_short():
    sizes = {name: len(code_lines(modules()[name].read_text())) for name in below("pages")}
    long = [f"{name}: {size}" for name, size in sizes.items() if size > PAGE_LINES]
    assert not long, "\n".join(long)


def test_pages_do_not_compute():
    wrong = [f"{name} {place}" for name in below("pages") for place in arithmetic(tree(name))]
    assert not wrong, "\n".join(wrong)


def test_pages_do_not_format_numbers():
    wrong = [f"{name} {place}" for name in below("pages") for place in number_formats(tree(name))]
    assert not wrong, "\n".join(wrong)


def test_pages_declare_no_inputs_of_their_own():
    wrong = [
        f"{name} line {node.lineno}: {node.attr}"
        for name in below("pages")
        for node in ast.walk(tree(name))
        if isinstance(node, ast.Attribute) and node.attr in WIDGETS_OF_INPUTS
    ]
    assert not wrong, "\n".join(wrong)


def test_the_session_is_kept_in_one_place():
    wrong = [
        f"{name} line {node.lineno}"
        for name in modules()
        if name != "ui.state" and not inside(name, ("ui.elements",))
        for node in ast.walk(tree(name))
        if isinstance(node, ast.Attribute) and node.attr == "session_state"
    ]
    assert not wrong, "\n".join(wrong)


def test_functions_fit_on_a_screen():
    checked = below("calculators") + below("ui")
    long = [place for name in checked for place in long_functions(name)]
    assert not long, "\n".join(long)


def test_modules_are_about_one_thing():
    sizes = {
        name: len(code_lines(modules()[name].read_text()))
        for name in below("calculators") + below("ui")
    }
    long = [f"{name}: {size} lines of code" for name, size in sizes.items() if size > MODULE_LINES]
    assert not long, "\n".join(long)


def project_texts() -> Iterator[tuple[str, str]]:
    """Yield (path, text) of every text file that is or would be under version control."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    if listed.returncode:
        pytest.skip("not a git checkout, so nothing says which files belong to the project")
    for path in sorted(set(listed.stdout.split("\0")) - {""}):
        file = ROOT / path
        if file.is_file():
            try:
                yield path, file.read_text(encoding="utf-8")
            except UnicodeDecodeError:
                continue  # a picture or a font


# A path starts a word, so that the same letters inside an address of a source are not meant.
SURROUNDINGS = {
    "a path of one machine": r"(?<![\w.:/~}$-])/(?:work|farm|root|opt|tmp|Users|mnt)/"
    r"|(?<![\w.:/-])/home/(?!breakeven/)|(?<![\w.!/-])/usr/(?:bin|local)/(?!env\b)",
    "a folder outside the checkout": r"\.\./shared|(?<![\w/-])shared/\w",
    "a package index": r"(?:pypi|pythonhosted|npmjs|debian)\.(?:org|com)/"
    r"|(?:pypi|registry\.npmjs|files\.pythonhosted|deb\.debian)\.org|--(?:extra-)?index-url\s",
}


@pytest.mark.parametrize("what", SURROUNDINGS)
def test_no_file_names(what: str):
    pattern = re.compile(SURROUNDINGS[what])
    wrong = [
        f"{path}:{number}: {line.strip()[:100]}"
        for path, text in project_texts()
        if path != "tests/test_architecture.py"
        for number, line in enumerate(text.splitlines(), 1)
        if pattern.search(line)
    ]
    assert not wrong, "\n".join(wrong)


def test_every_document_that_is_named_is_there():
    texts = dict(project_texts())
    there = {Path(path).name for path in texts}
    wrong = [
        f"{path}: {named}"
        for path, text in texts.items()
        if path.endswith((".py", ".md", ".sh", ".toml", "Makefile", "Dockerfile"))
        if path != "tests/test_architecture.py"
        for named in re.findall(r"[\w-]+\.md\b", re.sub(r"https?://\S+", "", text))
        if named not in there
    ]
    assert not wrong, "\n".join(wrong)

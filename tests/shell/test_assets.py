"""What is bundled asks for nothing: no map, no picture inside."""

import re
from pathlib import Path

from pindos.shell import assets
from pindos.shell.icons import names

OURS = Path(assets.__file__).parent / "static" / "shell"


def test_a_bundle_asks_for_no_map_and_no_picture():
    css = 'a{background:url("data:image/svg+xml,%3csvg%3e")}\n/*# sourceMappingURL=x.css.map */'
    assert assets.without_requests(css) == "a{background:none}\n"


def test_our_own_stylesheet_asks_for_nothing_and_capitalises_nothing():
    css = (OURS / "pindos.css").read_text()
    assert "url(" not in css and "@import" not in css
    assert "uppercase" not in css and "small-caps" not in css


def test_our_script_makes_no_code_from_text():
    script = (OURS / "pindos.js").read_text()
    assert not re.search(r"\beval\(|new Function|innerHTML|insertAdjacentHTML", script)


def test_every_shape_is_named_once():
    found = re.findall(r'<symbol id="([\w-]+)"', (OURS / "icons.svg").read_text())
    assert sorted(found) == sorted(names())


def test_the_lock_file_names_no_registry():
    lock = (assets.ROOT / "package-lock.json").read_text()
    assert '"resolved"' not in lock and '"integrity"' in lock

"""Which actions the window has, and where they stand."""

from functools import partial
from typing import TYPE_CHECKING

from caveat.ui.actions import ActionSpec

if TYPE_CHECKING:
    from caveat.ui.window import MainWindow


def window_actions(window: "MainWindow") -> tuple[ActionSpec, ...]:
    """Every action of the window, in the order of its menus."""
    screen, suppliers = window.screen_page, window.suppliers_page
    return (
        ActionSpec("search", "&File", "New search", window.new_search, ("Ctrl+N",), "screen"),
        ActionSpec(
            "lists.update", "&File", "Update lists…", window.update_lists, ("F5",), "update"
        ),
        ActionSpec(
            "lists.import", "&File", "Import list files…", window.import_lists, ("Ctrl+L",), "lists"
        ),
        ActionSpec(
            "suppliers.import",
            "&File",
            "Import suppliers…",
            window.import_suppliers,
            ("Ctrl+I",),
            "import",
        ),
        ActionSpec("example", "&File", "Try the example", window.try_example, (), "example"),
        ActionSpec(
            "settings", "&File", "Settings", window.open_settings, ("Ctrl+,",), "settings", True
        ),
        ActionSpec("rules", "&File", "Rules of law", window.open_rules, (), "note"),
        ActionSpec("quit", "&File", "Quit", window.close, ("Ctrl+Q",), "", True),
        ActionSpec(
            "record", "&Screening", "Put on record", screen.record_now, ("Ctrl+Return",), "record"
        ),
        ActionSpec("memo", "&Screening", "Whole memo", screen.make_memo, ("Ctrl+M",), "memo"),
        ActionSpec(
            "memo.short",
            "&Screening",
            "Short memo",
            screen.make_short_memo,
            ("Ctrl+Shift+M",),
            "memo",
        ),
        ActionSpec(
            "copy.results",
            "&Screening",
            "Copy all results as text",
            screen.copy_results,
            ("Ctrl+Shift+C",),
            "copy",
        ),
        ActionSpec(
            "copy.party",
            "&Screening",
            "Copy the opened party as text",
            screen.copy_party,
            ("Ctrl+Alt+C",),
            "copy",
        ),
        ActionSpec(
            "links.show",
            "&Links",
            "Show the links",
            screen.show_links,
            ("Ctrl+G",),
            "related",
        ),
        ActionSpec(
            "links.enlarge", "&Links", "Enlarge or reduce the links", screen.toggle_links, ("F11",)
        ),
        ActionSpec(
            "links.export",
            "&Links",
            "Export the picture of the links…",
            screen.export_links,
            ("Ctrl+Shift+E",),
            "export",
        ),
        ActionSpec(
            "links.copy",
            "&Links",
            "Copy the links as text",
            screen.copy_links,
            ("Ctrl+Shift+G",),
            "copy",
        ),
        ActionSpec(
            "ownership.show",
            "&Links",
            "Show who owns whom",
            screen.show_ownership,
            ("Ctrl+Shift+O",),
            "related",
            True,
        ),
        ActionSpec(
            "relations.import",
            "&Links",
            "Import relations…",
            window.relations.choose,
            ("Ctrl+R",),
            "import",
            True,
        ),
        ActionSpec(
            "relations.type",
            "&Links",
            "Type in a holding…",
            window.holdings.begin,
            (),
            "add",
        ),
        ActionSpec(
            "relations.withdraw",
            "&Links",
            "Withdraw a relation…",
            window.withdrawing.begin,
            (),
            "less",
        ),
        ActionSpec(
            "relations.template",
            "&Links",
            "Save a template for relations…",
            window.relations.choose_template,
            (),
            "export",
        ),
        ActionSpec(
            "suppliers.screen", "S&uppliers", "Screen all", suppliers.screen_all, ("F9",), "play"
        ),
        ActionSpec(
            "suppliers.export",
            "S&uppliers",
            "Export results…",
            suppliers.choose_export,
            ("Ctrl+E",),
            "export",
        ),
        *(
            ActionSpec(
                f"go.{page.key}",
                "&Go",
                page.word,
                partial(window.go_to, page.key),
                (f"Ctrl+{number}",),
                page.icon,
            )
            for number, page in enumerate(window.pages, start=1)
        ),
        ActionSpec(
            "palette", "&Go", "Command palette…", window.open_palette, ("Ctrl+K",), "", True
        ),
        ActionSpec(
            "zoom.in", "&View", "Larger", partial(window.zoom_by, 1), ("Ctrl++", "Ctrl+="), "add"
        ),
        ActionSpec(
            "zoom.out", "&View", "Smaller", partial(window.zoom_by, -1), ("Ctrl+-",), "less"
        ),
        ActionSpec("zoom.normal", "&View", "Normal size", partial(window.zoom_by, 0), ("Ctrl+0",)),
        ActionSpec(
            "look.light", "&View", "Light", partial(window.set_wish, "light"), separated=True
        ),
        ActionSpec("look.dark", "&View", "Dark", partial(window.set_wish, "dark")),
        ActionSpec("look.system", "&View", "As the system", partial(window.set_wish, "system")),
        ActionSpec(
            "records.verify",
            "&Help",
            "Verify the audit log",
            window.verify_audit,
            (),
            "verify",
        ),
        ActionSpec(
            "folder.data", "&Help", "Open the data folder", window.open_data_folder, (), "folder"
        ),
        ActionSpec(
            "folder.log", "&Help", "Open the log folder", window.open_log_folder, (), "folder"
        ),
    )

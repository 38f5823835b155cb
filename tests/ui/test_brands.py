"""Settings, Brands: as a person makes, edits, copies, gives away and takes in a brand."""

import json

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QImage
from PySide6.QtWidgets import QAbstractButton, QApplication

import reports
from consultant_desk.domain.brand import CoverStyle
from consultant_desk.errors import EnvironmentFailure
from reports.brand import accept_logo
from reports.extra_font import accept_font
from tests.ui.scene import CLOCK
from ui.pages import page_specs
from ui.settings.brand_colour import contrast_words
from ui.widgets.dialogs import Sheet
from ui.widgets.reading import reading_order
from ui.widgets.text import Text
from ui.window import Window


class Workshop:
    """Does in this process what the worker does in its own, and counts."""

    def __init__(self):
        self.built = []

    def accept_logo(self, data):
        return accept_logo(data)

    def accept_font(self, data, name):
        return accept_font(data, name)

    def build(self, snapshot, _cancelled):
        self.built.append(snapshot.brand)
        return reports.build(snapshot)


@pytest.fixture
def workshop():
    return Workshop()


@pytest.fixture
def desk(filled, workshop):
    filled.practice._workshop = workshop
    return filled


@pytest.fixture
def window(show, settings, inline_jobs, desk):
    made = show(Window(page_specs(), settings, inline_jobs, CLOCK), 1440, 900)
    made.open_desk(desk, "settings")
    return made


@pytest.fixture
def part(window):
    page = window.current_page()
    page.list.choose("brand")
    return page.parts["brand"]


@pytest.fixture
def picture(tmp_path):
    image = QImage(80, 20, QImage.Format.Format_RGB32)
    image.fill(QColor("#0E6656"))
    file = tmp_path / "logo.png"
    image.save(str(file))
    return file


def type_over(qtbot, field, text):
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, text)
    field.commit()


def press(part, words):
    button = next(one for one in part.findChildren(QAbstractButton) if one.text() == words and one.isVisible())
    button.click()


def choose_in_menu(part, words):
    next(item for item in part._menu() if item.text == words).run()


def names(desk):
    return [row.name for row in desk.practice.sheet().brands]


def first(desk):
    return desk.practice.sheet().brands[0]


@pytest.mark.parametrize(
    ("field", "stored"),
    [
        ("name", "name"),
        ("header", "header"),
        ("footer", "footer"),
        ("contact", "contact_line"),
        ("legal", "legal_footer"),
    ],
)
def test_each_line_of_a_brand_is_saved_where_it_is_typed_and_undone_with_one_step(part, desk, qtbot, field, stored):
    before = getattr(first(desk), stored)
    type_over(qtbot, getattr(part.form, field), "Nord Advice")
    assert getattr(first(desk), stored) == "Nord Advice"
    desk.undo()
    assert getattr(first(desk), stored) == before


class TestSample:
    def test_it_is_a_real_report_of_several_pages_in_the_brand(self, part, workshop, qtbot):
        qtbot.waitUntil(lambda: part.sample.state.text() == "as printed")
        assert len(part.sample.images.sizes) >= 2
        assert workshop.built[-1].name == "Mara Lindqvist"

    def test_it_follows_what_is_typed_before_that_is_saved(self, part, workshop, qtbot):
        part.form.header.setFocus()
        qtbot.keyClicks(part.form.header, "Nord")
        qtbot.waitUntil(lambda: workshop.built[-1].header == "Nord")

    def test_the_same_look_is_not_built_again(self, part, workshop, window, desk, qtbot):
        qtbot.waitUntil(lambda: part.sample.state.text() == "as printed")
        before = len(workshop.built)
        window.shell.write(lambda: desk.practice.edit(place="Cork"))
        assert part.sample._wanted == part.sample._asked
        assert len(workshop.built) == before

    def test_a_font_without_a_character_is_told(self, part, qtbot):
        part.form.footer.setText("コン")
        qtbot.waitUntil(part.sample.problem.isVisible)
        assert "コ ン" in part.sample.problem.text()


class TestColours:
    def test_a_sample_that_cannot_be_built_says_why(self, part, qtbot, workshop):
        def lost(*_):
            raise EnvironmentFailure("The worker process ended before it was done.")

        workshop.build = lost
        type_over(qtbot, part.form.name, "Nord Advice")
        qtbot.waitUntil(part.sample.problem.isVisible)
        assert part.sample.problem.text() == "The worker process ended before it was done."

    def test_a_colour_is_saved_and_its_contrast_said(self, part, desk, qtbot):
        type_over(qtbot, part.form.primary.field, "0e6656")
        assert first(desk).primary_colour == "#0E6656"
        assert part.form.primary.contrast.text() == "6.8 : 1 as text"
        assert part.form.primary.printed.colour == "#0E6656"

    def test_one_too_light_for_text_is_shown_as_it_is_printed_while_it_is_typed(self, part, qtbot):
        field = part.form.secondary.field
        field.setFocus()
        field.selectAll()
        qtbot.keyClicks(field, "#E69F00")
        assert part.form.secondary.contrast.text() == "2.2 : 1 as text; printed as #9C6C00 with 4.6 : 1"
        assert part.form.secondary.printed.colour == "#9C6C00"
        assert field.accessibleDescription() == part.form.secondary.contrast.text()
        assert part.form.cover.pictures[CoverStyle.BAND].secondary == "#E69F00"

    def test_what_is_no_colour_is_told_and_not_saved(self, part, desk, qtbot):
        type_over(qtbot, part.form.primary.field, "blue")
        assert part.form.primary.field.problem
        assert first(desk).primary_colour == "#24408E"

    def test_a_ratio_is_never_rounded_up_to_the_one_it_misses(self):
        assert contrast_words("#787878").startswith("4.4 : 1 as text; printed as")
        assert contrast_words("#000000") == "21.0 : 1 as text"


class TestCover:
    def test_arrows_choose_and_save(self, part, desk, qtbot):
        part.form.cover.pictures[CoverStyle.BLOCK].setFocus()
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Right)
        assert first(desk).cover_style is CoverStyle.BAND
        desk.undo()
        assert first(desk).cover_style is CoverStyle.BLOCK

    def test_tab_stops_at_the_chosen_one_only(self, part):
        stops = [one for one in reading_order(part) if one in part.form.cover.pictures.values()]
        assert stops == [part.form.cover.pictures[CoverStyle.BLOCK]]


class TestFiles:
    def drop(self, part, file):
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(file))])
        copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        enter = QDragEnterEvent(QPointF(5, 5).toPoint(), copy, data, left, none)
        enter.ignore()
        part.dragEnterEvent(enter)
        if enter.isAccepted():
            part.dropEvent(QDropEvent(QPointF(5, 5), copy, data, left, none))
        return enter.isAccepted()

    def test_a_picture_dropped_is_the_logo_until_it_is_removed(self, part, desk, picture):
        assert self.drop(part, picture)
        assert part.form.logo.thumbnail.has_logo
        press(part, "Remove")
        assert not part.form.logo.thumbnail.has_logo
        assert desk.practice.logo(first(desk).id) is None

    def test_what_is_none_of_a_brands_files_is_not_taken(self, part, tmp_path):
        (tmp_path / "x.pdf").write_bytes(b"%PDF")
        assert not self.drop(part, tmp_path / "x.pdf")

    def test_a_file_that_is_no_picture_is_refused_with_a_sentence(self, part, window, tmp_path):
        (tmp_path / "logo.png").write_bytes(b"not a picture")
        part.files.take(tmp_path / "logo.png")
        assert "not a picture" in window.toast.message
        assert not part.form.logo.thumbnail.has_logo

    def test_a_file_that_is_gone_is_told(self, part, window, tmp_path):
        part.files.take(tmp_path / "gone.png")
        (sheet,) = window.findChildren(Sheet)
        assert any("gone.png cannot be read" in one.text() for one in sheet.findChildren(Text))
        sheet.reject()

    def test_a_font_is_taken_and_named_and_one_with_other_outlines_refused(self, part, desk, window, tmp_path):
        from importlib import resources

        ttf = (resources.files("resources.fonts") / "SourceSans3-Regular.ttf").read_bytes()
        (tmp_path / "Noto Sans.ttf").write_bytes(ttf)
        (tmp_path / "Other.otf").write_bytes(b"OTTO" + ttf[4:])
        part.files.take(tmp_path / "Noto Sans.ttf")
        assert part.form.extra_font.name.text() == "Noto Sans.ttf"
        part.files.take(tmp_path / "Other.otf")
        assert "PostScript outlines" in window.toast.message
        assert first(desk).extra_font == "Noto Sans.ttf"

    def test_a_brand_goes_out_and_comes_in_once(self, part, desk, window, picture, tmp_path):
        part.files.take(picture)
        file = tmp_path / "mara.brand.json"
        part.files.export(first(desk).id, file)
        assert json.loads(file.read_text("utf-8"))["name"] == "Mara Lindqvist"
        part.files.take(file)
        assert "here already" in window.toast.message
        assert names(desk) == ["Mara Lindqvist"]
        part.delete()
        part.files.take(file)
        assert window.toast.message == "Brand imported."
        assert names(desk) == ["Mara Lindqvist"]
        assert part.form.logo.thumbnail.has_logo

    def test_a_brand_that_came_in_under_a_taken_name_is_shown(self, part, desk, tmp_path):
        values = {"format": "consultant-desk/brand", "version": 1, "name": "Mara Lindqvist"}
        file = tmp_path / "other.brand.json"
        file.write_text(json.dumps({**values, "primary_colour": "#0E6656", "secondary_colour": "#0E6656"}), "utf-8")
        part.files.take(file)
        assert part.form.name.text() == "Mara Lindqvist (2)"
        assert part.form.primary.field.text() == "#0E6656"

    def test_a_brand_file_with_faults_is_told_with_their_places(self, part, window, desk, tmp_path):
        file = tmp_path / "bad.brand.json"
        file.write_text('{"format": "consultant-desk/brand", "version": 1, "name": "X", "cover": "gold"}', "utf-8")
        part.files.take(file)
        said = [one.text() for sheet in window.findChildren(Sheet) for one in sheet.findChildren(Text)]
        assert "$.cover" in " ".join(said)
        assert names(desk) == ["Mara Lindqvist"]
        for sheet in window.findChildren(Sheet):
            sheet.reject()

    def test_a_target_that_cannot_be_written_is_told(self, part, desk, window, tmp_path):
        part.files.export(first(desk).id, tmp_path / "nowhere" / "x.brand.json")
        assert "cannot be written" in window.toast.message or window.findChildren(Sheet)
        for sheet in window.findChildren(Sheet):
            sheet.reject()


class TestList:
    def test_a_copy_is_made_and_shown_and_the_default_is_marked(self, part, desk):
        press(part, "Duplicate")
        assert part.form.name.text() == "Mara Lindqvist (2)"
        assert [(row.title, row.right) for row in part.list.rows] == [
            ("Mara Lindqvist", "for new reports"),
            ("Mara Lindqvist (2)", ""),
        ]
        choose_in_menu(part, "Take it for new reports")
        assert first(desk).name == "Mara Lindqvist (2)"
        assert part.form.name.text() == "Mara Lindqvist (2)"

    def test_walking_the_list_saves_what_was_typed_in_the_brand_left(self, part, desk, qtbot):
        press(part, "Duplicate")
        part.form.footer.setFocus()
        qtbot.keyClicks(part.form.footer, "Of the copy")
        part.list.setFocus()
        qtbot.keyClick(part.list, Qt.Key.Key_Up)
        assert part.form.footer.text() == ""
        assert {row.name: row.footer for row in desk.practice.sheet().brands} == {
            "Mara Lindqvist": "", "Mara Lindqvist (2)": "Of the copy",
        }  # fmt: skip

    def test_delete_puts_a_brand_into_the_trash_and_undo_brings_it_back(self, part, desk, window, qtbot):
        press(part, "Duplicate")
        part.list.setFocus()
        qtbot.keyClick(part.list, Qt.Key.Key_Delete)
        assert names(desk) == ["Mara Lindqvist"]
        assert part.form.name.text() == "Mara Lindqvist"
        window.commands.run("edit.undo")
        assert names(desk) == ["Mara Lindqvist", "Mara Lindqvist (2)"]

    def test_without_a_brand_the_page_says_what_one_is_for(self, part, desk, window):
        part.delete()
        assert part._empty.isVisible()
        assert not part.sample.isVisible()
        window.commands.run("edit.undo")
        assert part.form.isVisible()
        assert part.sample.isVisible()

    def test_a_brand_found_elsewhere_is_shown_here(self, part, desk, window):
        made = desk.practice.add_brand("Abbey").value
        part.choose(made)
        assert part.form.name.text() == "Mara Lindqvist"  # until it is read
        window.current_page().list.choose("you")
        window.open_record("brand", made)
        assert part.form.name.text() == "Abbey"


class TestRoom:
    def test_on_a_small_window_the_sample_is_behind_a_tab_and_built_when_it_is_looked_at(self, part, window, workshop):
        window.resize(1024, 700)
        QApplication.processEvents()
        assert part.tabs.isVisible()
        assert not part.sample.isVisible()
        built = len(workshop.built)
        part.choose(part.shell.desk.practice.duplicate_brand(first(part.shell.desk).id).value)
        assert len(workshop.built) == built
        part.tabs._group.buttons()[1].click()
        assert part.sample.isVisible()
        assert not part.editor.isVisible()
        window.resize(1440, 900)
        QApplication.processEvents()
        assert part.editor.isVisible()
        assert part.sample.isVisible()
        assert not part.tabs.isVisible()

    def test_the_keyboard_does_not_stay_in_a_sample_that_goes_behind_its_tab(self, part, window):
        part.sample.pages.setFocus()
        window.resize(1024, 700)
        QApplication.processEvents()
        assert not part.sample.isVisible()
        assert part.list.hasFocus()

    def test_every_control_has_a_name(self, part, picture):
        part.files.take(picture)
        for control in reading_order(part):
            assert control.accessibleName() or getattr(control, "text", str)(), control

"""Pages of a PDF as images of the screen, rendered in the pool and kept while they are likely to be seen again."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from PySide6.QtGui import QImage

from reports.preview import PageImage, PagePictures
from ui.jobs import Job, Jobs

KEPT = 40
"""Pictures kept, most of them small: about 60 MB on a usual screen."""
FINER = 2
"""On a coarse screen pages are rendered twice as large and made smaller: small letters then keep their distances."""
MOST_WANTED = 16
"""Pages waiting to be rendered; of a fast scroll only the last ones are still wanted."""


@dataclass(frozen=True, slots=True)
class PageSize:
    """Width and height of a page in points."""

    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Opened:
    """A PDF opened for showing: the sizes of its pages, and the page each section begins on.

    Without pictures there is nothing to show.
    """

    pictures: PagePictures | None
    sizes: tuple[PageSize, ...]
    headings: tuple[tuple[str, int], ...] = ()

    @classmethod
    def nothing(cls) -> Opened:
        """Return a document without pages."""
        return cls(None, ())


@dataclass(frozen=True, slots=True)
class Wish:
    """A page wanted at a scale (1 = 72 dpi) on a screen of a pixel ratio."""

    page: int
    scale: float
    ratio: float

    @property
    def key(self) -> tuple[int, int]:
        """Return what its image is kept under."""
        return self.page, round(self.scale * self.ratio * 1000)


def opened(pdf: bytes) -> Opened:
    """Open a PDF and measure its pages; runs in the pool."""
    pictures = PagePictures(pdf)
    sizes = tuple(PageSize(*pictures.size(page)) for page in range(pictures.count))
    return Opened(pictures, sizes, pictures.headings())


def image_of(picture: PageImage, ratio: float, finer: int = 1) -> QImage:
    """Return a picture for the screen, which owns its bytes; one rendered `finer` is made smaller again."""
    image = QImage(picture.rgb, picture.width, picture.height, 3 * picture.width, QImage.Format.Format_RGB888)
    width, height = round(picture.width / finer), round(picture.height / finer)
    modes = Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    owned = image.scaled(width, height, *modes) if finer > 1 else image.copy()
    owned.setDevicePixelRatio(ratio)
    return owned


class PageImages(QObject):
    """The images of one document at a time, shared by all that show it. `arrived` carries the page that is there now.

    Pages are rendered one after the other: larger ones first, of equal ones the last asked for, so that what is looked
    at comes first. A document is closed in the pool when nothing of it is being rendered: pdfium bears one thread only.
    """

    arrived = Signal(int)

    def __init__(self, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._document = Opened.nothing()
        self._number = 0
        self._images: OrderedDict[tuple[int, int], QImage] = OrderedDict()
        self._wanted: list[Wish] = []
        self._retired: list[PagePictures] = []
        self._busy = False
        app = QCoreApplication.instance()
        if app is not None:
            app.aboutToQuit.connect(self.close)

    @property
    def sizes(self) -> tuple[PageSize, ...]:
        """Return the sizes of the pages."""
        return self._document.sizes

    def show_document(self, document: Opened) -> None:
        """Take another document; images of the old one stay until new ones come, so that nothing flashes."""
        if self._document.pictures is not None:
            self._retired.append(self._document.pictures)
        self._document = document
        self._number += 1
        self._wanted.clear()
        if not document.sizes:
            self._images.clear()
        self._next()

    def close(self) -> None:
        """Close every document now: the window is going, and pdfium complains of what is open when a process ends."""
        self._wanted.clear()
        for pictures in (*self._retired, self._document.pictures):
            if pictures is not None:
                pictures.close()
        self._retired.clear()
        self._document = Opened.nothing()

    def image(self, page: int, scale: float, ratio: float) -> QImage | None:
        """Return the image of a page at a scale (1 = 72 dpi), the old one while a new one is made, or None."""
        wish = Wish(page, scale, ratio)
        found = self._images.get(wish.key)
        if found is None or found.text("number") != str(self._number):
            self._ask(wish)
        return found if found is not None else self._nearest(page)

    def _nearest(self, page: int) -> QImage | None:
        return next((image for (number, _scale), image in reversed(self._images.items()) if number == page), None)

    def _ask(self, wish: Wish) -> None:
        if wish in self._wanted:
            self._wanted.remove(wish)
        self._wanted.append(wish)
        del self._wanted[:-MOST_WANTED]
        self._next()

    def _next(self) -> None:
        if self._busy:
            return
        if self._retired:
            self._close(self._retired.pop())
            return
        pictures = self._document.pictures
        if pictures is None or not self._wanted:
            return
        wish = max(reversed(self._wanted), key=lambda wish: wish.scale)
        self._wanted.remove(wish)
        if wish.page >= len(self.sizes):
            self._next()
            return
        number = self._number
        self._busy = True

        def work(_job: Job) -> QImage:
            finer = FINER if wish.ratio < 1.5 else 1
            return image_of(pictures.render(wish.page, wish.scale * wish.ratio * finer), wish.ratio, finer)

        def keep(image: QImage) -> None:
            if number == self._number:
                self._keep(wish, image)
            self._done()

        self._jobs.run(work, keep, lambda _error: self._done())

    def _close(self, pictures: PagePictures) -> None:
        self._busy = True

        def work(_job: Job) -> None:
            pictures.close()

        self._jobs.run(work, lambda _none: self._done())

    def _keep(self, wish: Wish, image: QImage) -> None:
        image.setText("number", str(self._number))
        self._images.pop(wish.key, None)
        self._images[wish.key] = image
        while len(self._images) > KEPT:
            self._images.popitem(last=False)
        self.arrived.emit(wish.page)

    def _done(self) -> None:
        self._busy = False
        self._next()

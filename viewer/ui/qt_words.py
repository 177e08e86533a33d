"""Qt's own words, such as what screen readers say about a button, in the language of the interface."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, QTranslator


class QtWords(QObject):
    """Qt's own words in one language at a time; the process speaks English again when this is gone.

    Args:
        parent: What they go with.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._translator: QTranslator | None = None

    def speak(self, language: str) -> bool:
        """Take Qt's own words in a language.

        Args:
            language: The language, as in ``"es"``.

        Returns:
            Whether Qt ships it; where it does not, its words are English.
        """
        if self._translator is not None:
            QCoreApplication.removeTranslator(self._translator)
            self._translator.deleteLater()
            self._translator = None
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        translator = QTranslator(self)
        if not translator.load(QLocale(language), "qtbase", "_", folder):
            translator.deleteLater()
            return False
        QCoreApplication.installTranslator(translator)
        self._translator = translator
        return True

"""Tiếng Nói: a bilingual site of training materials, and the generator that makes it.

Start reading here:

- `catalogue.py`: what the editors wrote, each value with its file and line; `reading.py` reads it;
- `checks.py`: every mistake in it, told in Vietnamese and English;
- `pages.py`: which pages there are, and `materials/articles.py`: what stands on them;
- `documents/document.py`: which PDFs and Word files there are; `pdf/`, `word/`: how they are set;
- `videos/planning.py`: what a clip is made of; `videos/making.py`: how;
- `search/index.py`: what can be found; `reader/frontend.py`: scripts and styles of the pages;
- `offline/packing.py`: the site as a zip that opens from a disk;
- `plugin.py` here, and in each feature: the few lines that hand all this to MkDocs.

Only files named `plugin.py`, and `building.py`, import mkdocs.
"""

__version__ = "0.1.0"

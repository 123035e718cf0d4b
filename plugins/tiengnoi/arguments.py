"""What the command `tiengnoi` understands: its commands and their options."""

import argparse
from pathlib import Path
from typing import get_args

from tiengnoi import __version__
from tiengnoi.locales import LOCALES, SOURCE_LOCALE
from tiengnoi.pages import EntryKind


def parser() -> argparse.ArgumentParser:
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument(
        "--root", type=Path, default=Path(), help="thư mục dự án / folder of the project"
    )
    common.add_argument(
        "--lang", choices=LOCALES, default=SOURCE_LOCALE, help="ngôn ngữ / language of messages"
    )
    whole = argparse.ArgumentParser(prog="tiengnoi", description="Tiếng Nói " + __version__)
    names = "check | tidy | build | clips | narration | film | publish | new | schema | csp"
    commands = whole.add_subparsers(required=True, dest="command", metavar=names)

    command = commands.add_parser(
        "check", parents=[common], help="soát mọi tệp nguồn / tell every mistake in the sources"
    )
    command.add_argument(
        "--strict", action="store_true", help="lưu ý cũng tính là lỗi / notes fail, too"
    )
    command.add_argument("--format", choices=("text", "json", "github"), default="text")

    command = commands.add_parser(
        "tidy",
        parents=[common],
        help="thêm mã tiêu đề, chuẩn hóa dấu / add ids to headings, mend the form of marks",
    )

    command = commands.add_parser(
        "build",
        parents=[common],
        help="soát, rồi dựng trang vào site/ / check, then build the site into site/",
    )

    command = commands.add_parser(
        "clips", parents=[common], help="làm các clip còn thiếu / make the clips that are lacking"
    )
    command.add_argument("ids", nargs="*", metavar="ID", help="mã clip / ids of clips")
    command.add_argument(
        "--draft", action="store_true", help="bản nháp, xem thử / quick and small, to look at"
    )
    command.add_argument(
        "--jobs", type=int, default=0, metavar="N", help="số việc cùng lúc / how many at once"
    )

    command = commands.add_parser(
        "narration",
        parents=[common],
        usage="tiengnoi narration ID [--language vi|en] [RECORDING …] [--lang vi|en]",
        help="bản đọc của clip; bản thu thành giọng đọc / read a clip aloud, and use what was read",
    )
    command.add_argument("id", metavar="ID", help="mã clip / id of the clip")
    command.add_argument(
        "--language", choices=LOCALES, default=SOURCE_LOCALE, help="đọc bằng tiếng / read in"
    )
    # With "*", argparse would take none of them where an option stands after the id.
    recordings = command.add_argument(
        "recordings", nargs="+", type=Path, default=[], metavar="RECORDING", help="bản thu"
    )
    recordings.required = False

    command = commands.add_parser(
        "film",
        parents=[common],
        help="làm nhẹ một phim đã quay, thành clip / make a film light, and a clip of it",
    )
    command.add_argument("file", type=Path, metavar="FILE", help="tệp phim / the film")
    command.add_argument("id", metavar="ID", help="mã clip / id of the clip")
    command.add_argument(
        "--replace", action="store_true", help="thay phim đã có / in place of the film there"
    )

    command = commands.add_parser(
        "publish",
        parents=[common],
        help="ghi các địa chỉ đã đăng vào published.txt / note the published addresses",
    )
    command.add_argument(
        "--record",
        action="store_true",
        required=True,
        help="thêm mọi địa chỉ đang có / add every address that there is",
    )

    command = commands.add_parser(
        "new", parents=[common], help="tạo tệp khởi đầu / write a file to start from"
    )
    command.add_argument("kind", choices=get_args(EntryKind))
    command.add_argument("title", help="tên tiếng Việt / title in Vietnamese")
    command.add_argument("--guide", help="mã bộ tài liệu / id of the guide")

    command = commands.add_parser(
        "schema",
        parents=[common],
        help="ghi JSON Schema của các định dạng / write the JSON Schemas of the formats",
    )
    command.add_argument(
        "--check", action="store_true", help="chỉ xem có khớp không / only tell whether they fit"
    )

    command = commands.add_parser(
        "csp",
        parents=[common],
        help="chính sách an toàn của trang đã dựng / content security policy of a built site",
    )
    ways = command.add_mutually_exclusive_group(required=True)
    ways.add_argument(
        "--meta",
        type=Path,
        metavar="SITE",
        help="ghi vào từng trang, cho máy chủ không gửi được header / write it into the pages",
    )
    ways.add_argument(
        "--nginx",
        type=Path,
        metavar="SITE",
        help="in đoạn cấu hình cho nginx / print the lines for nginx",
    )
    return whole

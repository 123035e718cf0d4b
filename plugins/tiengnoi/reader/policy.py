"""The content security policy, computed from the built pages, and the headers that carry it."""

import base64
import hashlib
import re
from collections.abc import Iterable
from pathlib import Path

_SCRIPT = re.compile(r"<script(?P<attributes>[^>]*)>(?P<body>.*?)</script>", re.DOTALL)
_META = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')
_CHARSET = '<meta charset="utf-8">'

_OTHERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
FOR_GOOD = "public, max-age=31536000, immutable"
"""How long a phone keeps a file whose name has the digest of its content: a year."""


def inline_scripts(html: str) -> set[str]:
    """The bodies of the scripts that run from within the page."""
    return {
        match["body"]
        for match in _SCRIPT.finditer(html)
        if "src=" not in match["attributes"] and "application/json" not in match["attributes"]
    }


def policy(*pages: str) -> str:
    """The policy of pages: everything from this site, and the scripts that stand in them by hash
    (Content Security Policy Level 3). As a `<meta>` it cannot hold `frame-ancestors`."""
    hashes = sorted(
        base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()
        for body in set[str]().union(*map(inline_scripts, pages))
    )
    scripts = " ".join(["'self'", *(f"'sha256-{one}'" for one in hashes)])
    return (
        f"default-src 'none'; script-src {scripts}; style-src 'self'; img-src 'self' data:;"
        " media-src 'self'; font-src 'self'; connect-src 'self'; worker-src 'self';"
        " manifest-src 'self'; form-action 'self'; base-uri 'none'"
    )


def headers(site: Path) -> dict[str, str]:
    """The headers of every page of a built site, by name."""
    pages = (path.read_text("utf-8") for path in sorted(site.rglob("*.html")))
    return {"Content-Security-Policy": f"{policy(*pages)}; frame-ancestors 'none'", **_OTHERS}


def headers_file(site: Path, kept: Iterable[str]) -> str:
    """A `_headers` file (Netlify, Cloudflare Pages). `kept`: paths in the site that a phone may
    keep for good."""
    lines = ["/*", *(f"  {name}: {value}" for name, value in headers(site).items())]
    for path in kept:
        lines += [f"/{path}", f"  Cache-Control: {FOR_GOOD}"]
    return "\n".join([*lines, ""])


def nginx(site: Path) -> str:
    """The same for nginx, to include in a `server` block."""
    lines = [f'add_header {name} "{value}" always;' for name, value in headers(site).items()]
    lines += [
        "gzip on;",
        "gzip_types text/css text/javascript application/javascript image/svg+xml;",
        r"location ~ \.[0-9a-f]{8}\.(css|js|mp4|webm|webp|vtt|zip)$ {",
        # In a location, nginx forgets the headers from around it.
        *(f"  {line}" for line in lines),
        f'  add_header Cache-Control "{FOR_GOOD}" always;',
        "}",
    ]
    return "\n".join([*lines, ""])


def write_meta(site: Path) -> None:
    """Put the policy into every page of a built site, for hosts that send no headers of ours."""
    for path in sorted(site.rglob("*.html")):
        html = _META.sub("", path.read_text("utf-8"))
        meta = f'<meta http-equiv="Content-Security-Policy" content="{policy(html)}">'
        path.write_text(html.replace(_CHARSET, _CHARSET + meta, 1), "utf-8", newline="")

"""The content security policy: what a page may load and run, computed from the built pages."""

import base64
import hashlib
import re
from pathlib import Path

_SCRIPT = re.compile(r"<script(?P<attributes>[^>]*)>(?P<body>.*?)</script>", re.DOTALL)
_META = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')
_CHARSET = '<meta charset="utf-8">'


def inline_scripts(html: str) -> set[str]:
    """The bodies of the scripts that run from within the page."""
    return {
        match["body"]
        for match in _SCRIPT.finditer(html)
        if "src=" not in match["attributes"] and "application/json" not in match["attributes"]
    }


def policy(html: str) -> str:
    """The policy of one page: everything from this site, and the scripts that stand in it by hash
    (Content Security Policy Level 3). As a `<meta>` it cannot hold `frame-ancestors`."""
    hashes = sorted(
        base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()
        for body in inline_scripts(html)
    )
    scripts = " ".join(["'self'", *(f"'sha256-{one}'" for one in hashes)])
    return (
        f"default-src 'none'; script-src {scripts}; style-src 'self'; img-src 'self' data:;"
        " media-src 'self'; font-src 'self'; connect-src 'self'; worker-src 'self';"
        " manifest-src 'self'; form-action 'self'; base-uri 'none'"
    )


def write_meta(site: Path) -> None:
    """Put the policy into every page of a built site, for hosts that send no headers of ours."""
    for path in sorted(site.rglob("*.html")):
        html = _META.sub("", path.read_text("utf-8"))
        meta = f'<meta http-equiv="Content-Security-Policy" content="{policy(html)}">'
        path.write_text(html.replace(_CHARSET, _CHARSET + meta, 1), "utf-8", newline="")

"""What browsers are told to allow: a policy in each page, and a file of headers for hosts that read one.

The policy and its words: https://www.w3.org/TR/CSP3/. The file has the form that Netlify and Cloudflare Pages read.
"""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

_INLINE = "partials/javascripts/base.html"
"""The template with the only script that stands in pages; it applies the chosen palette before anything is painted."""


def content_policy(theme: Path) -> str:
    """The Content-Security-Policy of every page of a site with this theme folder.

    Everything comes from the site itself. Scripts in a page run only if they are the one that is known by its digest.
    The search runs WebAssembly.
    """
    script = re.search(r"<script>(.*?)</script>", (theme / _INLINE).read_text("utf-8"), re.DOTALL)
    if not script:
        raise ValueError(f"{_INLINE} has no script")
    digest = base64.b64encode(hashlib.sha256(script[1].encode()).digest()).decode()
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src 'self' 'sha256-{digest}' 'wasm-unsafe-eval'",
            "style-src 'self'",
            "img-src 'self' data:",
            "font-src 'self'",
            "connect-src 'self'",
            "worker-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def headers(theme: Path) -> str:
    """The text of the file of headers: the policy, with what only a header can say, and how long files may be kept."""
    return f"""\
/*
  Content-Security-Policy: {content_policy(theme)}; frame-ancestors 'none'
  Cross-Origin-Opener-Policy: same-origin
  Permissions-Policy: camera=(), geolocation=(), microphone=()
  Referrer-Policy: no-referrer
  X-Content-Type-Options: nosniff
/assets/fonts/*
  Cache-Control: public, max-age=31536000, immutable
/assets/scripts/*
  Cache-Control: public, max-age=31536000, immutable
/assets/styles/*
  Cache-Control: public, max-age=31536000, immutable
"""

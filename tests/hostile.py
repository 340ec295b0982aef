"""Texts that would be run, or change what surrounds them, wherever somebody forgot to write them as text."""

MARK = "x-injected"
"""An element of this name on a page is a text that became markup."""

MARKUP = (
    f"<{MARK}></{MARK}><script>alert(1)</script>",
    f'"><img src=x onerror=alert(1)><{MARK}>',
    f"' autofocus onfocus=alert(1) x='<{MARK}>",
    f"</textarea></title></style></select><{MARK}></{MARK}><svg onload=alert(1)>",
    f"<!--><{MARK}>--><iframe srcdoc='<{MARK}>'>",
    "javascript:alert(1)",
    "{{ 7 * 191 }}${7 * 191}",
    "<a href=javascript:alert(1)>x</a>",
    f"&lt;{MARK}&gt;&#60;{MARK}&#62;",
    "hx-get=/x hx-trigger=load data-hx-on:load=alert(1)",
)
FORMULAS = ("=cmd|'/C calc'!A0", "@SUM(A1)", "+1+cmd|' /C calc'!A0", "-2+3", "\t=1+1", "\r=1+1", " =1+1", "＝1+1")
LISTINGS = ("[/td][/table][img]http://x.example/x.png[/img]", "[url=javascript:alert(1)]x[/url]", "a | b | c")
MARKDOWN = ("![x](http://x.example/x.png)", "[x](javascript:alert(1))", "# x\n\n- y", "`x` **y** ~~z~~")
SHELL = (
    "$(touch pwned)",
    "`touch pwned`",
    '"; touch pwned; "',
    "'; touch pwned; '",
    "x\ntouch pwned\n",
    "\\\ntouch pwned",
)

ALL = (*MARKUP, *FORMULAS, *LISTINGS, *MARKDOWN, *SHELL)

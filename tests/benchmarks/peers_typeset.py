"""The page as HTML for WeasyPrint with Jinja2, and as a typst document.

Neither is a dependency; whoever wants these figures installs them into an environment of its own.
"""

from __future__ import annotations

import importlib
import json
from collections.abc import Iterable
from functools import cache
from typing import Any

from collectdesk.base.resources import resource_path
from collectdesk.domain.papers import StatementPaper
from tests.benchmarks.statement_pages import aging_cells, money, table_rows

_HTML = """<!doctype html><html lang="en"><head><meta charset="utf-8"><style>
@font-face { font-family: Noto; src: url("{{ font }}"); }
@page { size: letter; margin: 0.5in 0.75in; }
body { font: 9.5pt Noto; } section { break-after: page; }
header { display: flex; justify-content: space-between; }
table { width: 100%; border-collapse: collapse; } td { border-bottom: 0.5pt solid #ddd; }
td.r { text-align: right; } .strip td { border: 0.5pt solid #ccc; text-align: center; }
.slip { border-top: 0.7pt dashed #666; margin-top: 20pt; }
</style></head><body>
{% for p in pages %}<section>
<header><div><svg width="32" height="32"><rect width="32" height="32" rx="7" fill="#1F4E9E"/></svg>
<b>{{ p.firm.name }}</b></div>
<div>{% for l in p.firm.address %}{{ l }}<br>{% endfor %}{{ p.firm.phone }}</div></header>
<header><div>{{ p.party.name }}<br>{% for l in p.party.address %}{{ l }}<br>{% endfor %}</div>
<table style="width: 35%"><tr><td>Date<td class="r">1 Nov 2026<tr><td>Customer no.
<td class="r">{{ p.party.number }}<tr><td>Balance<td class="r">{{ p.closing }}</table></header>
<h2>Statement of account</h2><p>{{ p.told }}</p>
<table>{% for row in p.rows %}<tr>{% for cell in row %}
<td{% if loop.index > 3 %} class="r"{% endif %}>{{ cell }}</td>{% endfor %}</tr>{% endfor %}</table>
<p><b>Balance on 31 Oct 2026 {{ p.closing }}</b></p>
<table class="strip"><tr>{% for label, amount in p.aging %}<td>{{ label }}<br>{{ amount }}</td>
{% endfor %}</tr></table>
<div class="slip"><table><tr><td>Pay to {{ p.firm.name }}<td>Amount due<td class="r">
{{ p.closing }}<tr><td>{{ p.party.number }} {{ p.party.name }}<td>Please pay by<td class="r">
15 Nov 2026<tr><td><td>Amount enclosed<td class="r">$<tr><td><td>Check no.<td></table></div>
<footer>{{ p.firm.footer }}</footer></section>{% endfor %}</body></html>"""

_TYPST = """
#set page(paper: "us-letter", margin: (x: 0.75in, y: 0.5in))
#set text(font: "Noto Sans", size: 9.5pt)
#for p in json(bytes(sys.inputs.pages)) [
  #grid(columns: (auto, 1fr), gutter: 9pt,
    box(width: 32pt, height: 32pt, radius: 7pt, fill: rgb("#1F4E9E")),
    align(right, p.own.join(linebreak())))
  #text(15pt, p.firm)
  #grid(columns: (1fr, 200pt), p.address.join(linebreak()),
    table(columns: (1fr, auto), align: (left, right), stroke: none,
      "Date", "1 Nov 2026", "Customer no.", p.number, "Balance", p.closing))
  = Statement of account
  #p.told
  #table(columns: (auto, 1fr, auto, auto, auto, auto), stroke: (bottom: 0.5pt + silver),
    align: (left, left, left, right, right, right), ..p.rows.flatten())
  #grid(columns: (1fr, auto), [*Balance on 31 Oct 2026*], p.closing)
  #table(columns: (1fr,) * 5, align: center, ..p.aging.map(c => [#c.at(0) \\\\ #c.at(1)]))
  #line(length: 100%, stroke: (dash: "dashed"))
  #grid(columns: (1fr, 1fr), [Pay to #p.firm \\\\ #p.number #p.name],
    table(columns: (1fr, auto), align: (left, right), "Amount due", p.closing,
      "Please pay by", "15 Nov 2026", "Amount enclosed", "$", "Paid by", "", "Check no.", ""))
  #text(7pt, p.footer)
  #pagebreak(weak: true)
]
"""


def weasyprint(papers: Iterable[StatementPaper]) -> bytes:
    """All pages in one file by WeasyPrint from a Jinja2 template."""
    maker: Any = importlib.import_module("weasyprint")
    pages = [_facts(paper) for paper in papers]
    html = _template().render(
        pages=pages, font=resource_path("fonts/NotoSans-Regular.ttf").as_uri()
    )
    pdf: bytes = maker.HTML(string=html).write_pdf()
    return pdf


@cache
def _template() -> Any:
    jinja2: Any = importlib.import_module("jinja2")
    return jinja2.Environment(autoescape=True).from_string(_HTML)


def _facts(paper: StatementPaper) -> dict[str, Any]:
    return {
        "firm": paper.firm, "party": paper.customer, "closing": money(paper.closing),
        "told": paper.paragraphs[0], "rows": table_rows(paper), "aging": aging_cells(paper),
    }  # fmt: skip


def typst(papers: Iterable[StatementPaper]) -> bytes:
    """All pages in one file by typst, which reads them as JSON."""
    pages = [
        {
            "firm": paper.firm.name, "own": [*paper.firm.address, paper.firm.phone],
            "address": [paper.customer.name, *paper.customer.address],
            "number": paper.customer.number, "name": paper.customer.name,
            "closing": money(paper.closing), "told": paper.paragraphs[0],
            "rows": table_rows(paper), "aging": aging_cells(paper), "footer": paper.firm.footer,
        }
        for paper in papers
    ]  # fmt: skip
    pdf: bytes = _compiler().compile(input=_TYPST.encode(), sys_inputs={"pages": json.dumps(pages)})
    return pdf


@cache
def _compiler() -> Any:
    """One compiler for all files: it keeps the fonts that it has read."""
    maker: Any = importlib.import_module("typst")
    fonts = [str(resource_path("fonts/NotoSans-Regular.ttf"))]
    return maker.Compiler(font_paths=fonts, ignore_system_fonts=True)

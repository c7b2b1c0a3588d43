"""What a page looks like to somebody on a phone, with a screen reader, or with one language only."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from playwright.sync_api import Page

SIDEWAYS = """() => {
  const wide = document.documentElement.clientWidth, found = [];
  if (document.documentElement.scrollWidth <= wide && document.body.scrollWidth <= wide) return found;
  for (const one of document.body.querySelectorAll("*")) {
    const box = one.getBoundingClientRect();
    if (box.width && box.right > wide + 1) found.push(`${one.tagName}.${one.className} to ${Math.round(box.right)}`);
  }
  return found.slice(0, 6);
}"""
SMALL = """() => [...document.querySelectorAll("button.button, a.button, summary.button, input[type=submit]")]
  .filter((one) => !one.matches(".button--small, .button--plain") && one.checkVisibility({ visibilityProperty: true }))
  .map((one) => [one.innerText.trim(), Math.round(one.getBoundingClientRect().height)])
  .filter(([, height]) => height < 44)"""
NAMELESS = """() => {
  const seen = (one) => one.checkVisibility() && one.type !== "hidden";
  const words = (one) => (one.innerText ?? one.textContent).trim();  // links of a drawing have no innerText
  const spoken = (one) => one.getAttribute("aria-label") || one.getAttribute("title") || words(one)
    || one.querySelector("img[alt]:not([alt=''])")
    || document.getElementById(one.getAttribute("aria-labelledby") || "")?.innerText;
  const controls = [...document.querySelectorAll("input, select, textarea")]
    .filter((one) => seen(one) && !(one.labels?.length && one.labels[0].textContent.trim()) && !spoken(one));
  const links = [...document.querySelectorAll("a, button, summary")].filter((one) => seen(one) && !spoken(one));
  const pictures = [...document.querySelectorAll("img:not([alt])")];
  return [...controls, ...links, ...pictures].map((one) => one.outerHTML.slice(0, 120));
}"""
HEADINGS = """() => [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")]
  .filter((one) => one.checkVisibility({ visibilityProperty: true }))
  .map((one) => [Number(one.tagName[1]), one.innerText.trim()])"""
TWICE = """() => {
  const ids = [...document.querySelectorAll("[id]")].map((one) => one.id);
  return [...new Set(ids.filter((id, place) => ids.indexOf(id) !== place))];
}"""
WORDS = """() => {
  const own = new RegExp("^(SCRIPT|STYLE|NOSCRIPT|TEMPLATE)$");
  const found = [[document.documentElement.lang, document.title]];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (node) => {
    const element = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
    return own.test(element.tagName) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT;
  });
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const element = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
    const spoken = element.closest("[lang]")?.lang || "";
    if (node.nodeType === Node.TEXT_NODE) {
      if (element.closest("[aria-hidden=true]")) continue;
      found.push([spoken, node.textContent.trim()]);
    } else {
      for (const name of ["aria-label", "placeholder", "title", "alt"]) {
        if (node.hasAttribute(name)) found.push([spoken, node.getAttribute(name).trim()]);
      }
    }
  }
  return found.filter(([, text]) => text);
}"""
CHINESE = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
PAPERS = re.compile(r"《[^》]+》第\w+条|\w+〔\d{4}〕\w+号|\S+\.pdf")
"""What official papers, articles of law and uploaded files are called."""
COMMAND = re.compile(r"banli( [a-z-]+)+")
SENTENCE = re.compile(r"[A-Za-z]{2,}(?:'[a-z]+)? [a-z]{2,} [a-z]{2,}")
"""Three English words in a row, which no abbreviation or product name is."""


def sideways(page: Page) -> list[str]:
    """What sticks out to the right of the window; empty where nothing scrolls sideways."""
    return list(page.evaluate(SIDEWAYS))


def width_of(page: Page) -> int:
    """How wide the document is, in CSS pixels. A page that is just being replaced is waited for."""
    return int(page.locator("html").evaluate("html => html.scrollWidth"))


def too_small(page: Page) -> list[str]:
    """Main buttons lower than 44 px."""
    return [f"“{words}” {height} px" for words, height in page.evaluate(SMALL)]


def nameless(page: Page) -> list[str]:
    """Controls without a label, links and buttons without words, pictures without a text."""
    return list(page.evaluate(NAMELESS))


def disorder(page: Page) -> list[str]:
    """What is wrong with the headings: one of the first level, and no level left out on the way down."""
    found = [(int(level), str(words)) for level, words in page.evaluate(HEADINGS)]
    faults = [] if sum(level == 1 for level, _words in found) == 1 else [f"first levels: {found}"]
    for (before, _), (level, words) in pairwise(found):
        if level > before + 1:
            faults.append(f"h{level} “{words}” after h{before}")
    return faults


def same_ids(page: Page) -> list[str]:
    """Ids that stand on the page more than once."""
    return list(page.evaluate(TWICE))


def spoken(page: Page) -> list[tuple[str, str]]:
    """Every text of the page with the language it is marked as: what is read, and what is read out."""
    return [(str(language), str(text)) for language, text in page.evaluate(WORDS)]


def chinese_in_english(page: Page, data: Iterable[str] = ()) -> list[str]:
    """Chinese on a page in English that is neither marked as Chinese nor one of ``data``, nor the name of a paper."""
    known = re.compile("|".join([PAPERS.pattern, *map(re.escape, sorted(data, key=len, reverse=True))]))
    texts = [text for language, text in spoken(page) if language == "en"]
    return [text for text in texts if CHINESE.search(known.sub("", text))]


def english_in_chinese(page: Page) -> list[str]:
    """English sentences on a page in Chinese; a command to type is none."""
    texts = [text for language, text in spoken(page) if language != "en"]
    return [text for text in texts if SENTENCE.search(COMMAND.sub("", text))]

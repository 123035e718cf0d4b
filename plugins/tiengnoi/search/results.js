// @ts-check
// Shows what the search finds: below the field while one types, and on the page of results.
(function () {
  "use strict";
  const { prepare, find } = self.tiengnoiSearch;
  const SHOWN = 8; // below the field; the page of results has all
  const BEST = 3;
  const AROUND = 12; // words of a text before and after what was found
  const form = /** @type {HTMLFormElement} */ (document.querySelector("form.tn-search"));
  const { parts, load } = self.tiengnoiIndex;
  const words = JSON.parse(document.body.dataset.words || "{}");
  const own = form.dataset.language || "vi";
  const other = own === "vi" ? "en" : "vi";
  const root = new URL("..", new URL((form.dataset.script || "").split(" ")[0], location.href)).href;
  const isCopy = document.documentElement.dataset.copy !== undefined;
  /** @type {Record<string, any>} */
  const indexes = {};

  /** @param {string} locale */
  function indexOf(locale) {
    const { head, text } = parts[locale] || {};
    if (head && !(indexes[locale] && indexes[locale].hasText === !!text)) indexes[locale] = prepare(head, text || null);
    return indexes[locale];
  }

  /** An address below the root of the site, from this page. @param {string} url */
  function address(url) {
    return root + (isCopy ? url.replace(/(^|\/)(#|$)/, "$1index.html$2") : url);
  }

  /** @param {string} name @param {string} [className] @param {...(string | Node)} content */
  function element(name, className, ...content) {
    const made = document.createElement(name);
    if (className) made.className = className;
    made.append(...content);
    return made;
  }

  /** @param {string} href @param {string} className @param {...(string | Node)} content */
  function link(href, className, ...content) {
    const made = /** @type {HTMLAnchorElement} */ (element("a", className, ...content));
    made.href = href;
    return made;
  }

  /** Words as they were written, with what was found marked.
   * @param {ArrayLike<number>} numbers @param {any} hit */
  function written(numbers, hit) {
    const text = document.createDocumentFragment();
    let space = "";
    for (let at = 0; at < numbers.length; at++) {
      const word = hit.index.words[numbers[at]];
      if (!/^[,.;:!?)\]”’…%/-]/.test(word)) text.append(space);
      text.append(hit.isMeant(numbers[at]) ? element("mark", "", word) : word);
      space = /[(\[“‘/-]$/.test(word) ? "" : " ";
    }
    return text;
  }

  /** The words of a field of a page or section. @param {any} hit @param {number} field @param {number} [section] */
  function fieldOf(hit, field, section = -1) {
    const wanted = section < 0 ? -1 : hit.index.firstSection[hit.page] + section;
    const segment = hit.index.segments.find((one) => one.page === hit.page && one.field === field && one.section === wanted);
    return segment ? hit.index.stream.subarray(segment.start, segment.end) : [];
  }

  /** The part of a text that has most of what was asked. @param {any} hit */
  function excerpt(hit) {
    const text = hit.section < 0 ? [] : fieldOf(hit, 5, hit.section);
    let best = 0;
    let start = -1;
    for (let at = 0; at < text.length; at += 4) {
      const meant = new Set(text.subarray(at, at + 2 * AROUND).filter(hit.isMeant)).size;
      if (meant > best) [best, start] = [meant, at];
    }
    if (start < 0) return written(fieldOf(hit, 2), hit);
    start = Math.max(0, start - 4);
    const part = written(text.subarray(start, start + 2 * AROUND + 4), hit);
    if (start > 0) part.prepend("… ");
    if (start + 2 * AROUND + 4 < text.length) part.append(" …");
    return part;
  }

  /** @param {any} hit @param {string} locale */
  function row(hit, locale) {
    const [url, kind, guide, pdf, , , , , anchors] = hit.index.rows[hit.page];
    const anchor = hit.section < 0 ? "" : anchors.split(" ")[hit.section];
    const about = [hit.index.kinds[kind], hit.index.guides[guide]].filter(Boolean).join(" · ");
    const item = element("li", "tn-hit", link(address(url), "tn-hit__page", written(fieldOf(hit, 0), hit)));
    if (about) item.append(element("p", "tn-hit__about", about));
    item.append(element("p", "tn-hit__text", excerpt(hit)));
    const more = element("p", "tn-hit__more");
    const heading = anchor ? fieldOf(hit, 4, hit.section) : [];
    if (heading.length) more.append(link(address(`${url}#${anchor}`), "", "→ ", written(heading, hit)));
    if (pdf) {
      const name = url.replace(/^en\//, "").replace(/\/$/, "");
      const document = link(`${root}tai-ve/${name}.${locale}.pdf`, "", "PDF");
      document.setAttribute("aria-label", `PDF: ${[...fieldOf(hit, 0)].map((word) => hit.index.words[word]).join(" ")}`);
      more.append(more.childNodes.length ? " · " : "", document);
    }
    if (more.childNodes.length) item.append(more);
    if (locale !== own) item.lang = locale;
    return item;
  }

  /** @param {string} title @param {any[]} hits @param {string} locale */
  function group(title, hits, locale) {
    const list = element("ul", "", ...hits.map((hit) => row(hit, locale)));
    return element("section", "", element("h2", "", title), list);
  }

  /** Shows what is found in `output`. @param {string} query @param {HTMLElement} output @param {HTMLElement} status @param {number} most */
  function show(query, output, status, most) {
    const index = indexOf(own);
    if (!query.trim()) {
      output.replaceChildren();
      status.textContent = "";
      return;
    }
    if (!index) {
      status.textContent = words.searching;
      return;
    }
    const hits = find(query, index);
    const groups = [];
    if (hits.length) groups.push(group(words.best, hits.slice(0, BEST), own));
    /** @type {Map<string, any[]>} */
    const byGuide = new Map();
    for (const hit of hits.slice(BEST, most)) {
      const guide = index.guides[index.rows[hit.page][2]] || words.others;
      byGuide.set(guide, [...(byGuide.get(guide) || []), hit]);
    }
    for (const [guide, found] of byGuide) groups.push(group(guide, found, own));
    if (hits.length > most) {
      groups.push(link(`${form.action}?q=${encodeURIComponent(query)}`, "tn-hit__all", words.all.replace("{n}", String(hits.length))));
    }
    if (hits.length < 3 || hits[0].coverage < 0.6) {
      load(other);
      const also = indexOf(other);
      const found = also ? find(query, also).slice(0, 5) : [];
      if (found.length) groups.push(group(words.also, found, other));
    }
    output.replaceChildren(...groups);
    status.textContent = hits.length ? words.count.replace("{n}", String(hits.length)) : words.none;
  }

  /** @param {HTMLFormElement} form @param {HTMLElement} output @param {number} most */
  function bind(form, output, most) {
    const field = /** @type {HTMLInputElement} */ (form.elements.namedItem("q"));
    const status = element("p", "tn-found__status");
    status.setAttribute("role", "status");
    const list = element("div");
    output.append(status, list);
    const again = () => {
      show(field.value, list, status, most);
      output.hidden = !field.value.trim();
    };
    let waiting = 0;
    field.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(again, 80);
    });
    document.addEventListener("tiengnoi:found", again);
    /** @param {KeyboardEvent} event */
    function onKey(event) {
      if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
      const stops = [field, ...list.querySelectorAll("a.tn-hit__page, a.tn-hit__all")];
      const at = stops.indexOf(/** @type {any} */ (document.activeElement));
      const next = stops[at + (event.key === "ArrowDown" ? 1 : -1)];
      if (at < 0 || !next) return;
      event.preventDefault();
      /** @type {HTMLElement} */ (next).focus();
    }
    form.addEventListener("keydown", onKey);
    output.addEventListener("keydown", onKey);
    return { field, again };
  }

  const panel = element("div", "tn-results");
  panel.hidden = true;
  form.append(panel);
  bind(form, panel, SHOWN).again();
  document.addEventListener("tiengnoi:search", (event) => {
    if (!(/** @type {CustomEvent} */ (event).detail)) panel.hidden = true;
  });
  for (const name of ["click", "focusin"]) {
    document.addEventListener(name, (event) => {
      if (!form.contains(/** @type {Node} */ (event.target))) panel.hidden = true;
    });
  }

  const page = document.querySelector("form.tn-find");
  const output = document.getElementById("tim-thay");
  if (page instanceof HTMLFormElement && output) {
    const { field, again } = bind(page, output, 60);
    field.value = new URLSearchParams(location.search).get("q") || "";
    again();
    page.addEventListener("submit", (event) => {
      event.preventDefault();
      history.replaceState(null, "", `?q=${encodeURIComponent(field.value)}`);
      again();
    });
  }
})();

// @ts-check
// Opens the search, and loads what it needs when somebody begins: first the titles, then all texts.
(function () {
  "use strict";
  const form = document.querySelector("form.tn-search");
  if (!(form instanceof HTMLFormElement)) return;
  const field = /** @type {HTMLInputElement} */ (form.elements.namedItem("q"));
  const submit = /** @type {HTMLButtonElement} */ (form.querySelector("button"));
  const page = document.querySelector("form.tn-find");
  const words = JSON.parse(document.body.dataset.words || "{}");
  const loaded = new Set();

  /** Loads scripts, each once and in order. @param {string} name of the attribute that has their addresses */
  function load(name) {
    for (const src of (form.dataset[name] || "").split(" ")) {
      if (!src || loaded.has(src)) continue;
      loaded.add(src);
      const script = document.createElement("script");
      script.src = src;
      script.async = false;
      document.head.append(script);
    }
  }

  // The index is a script that calls this: a file that is opened by double click can load no other.
  /** @type {Record<string, Record<string, any>>} */
  const parts = {};
  Object.assign(self, {
    tiengnoiFound(/** @type {string} */ locale, /** @type {string} */ part, /** @type {any} */ value) {
      parts[locale] = Object.assign(parts[locale] || {}, { [part]: value });
      document.dispatchEvent(new Event("tiengnoi:found"));
    },
    tiengnoiIndex: { parts, load },
  });

  function begin() {
    load("script");
    load(form.dataset.language || "");
  }

  const close = document.createElement("button");
  close.type = "button";
  close.className = "tn-search__close";
  close.textContent = "×";
  close.setAttribute("aria-label", words.closeSearch);
  form.append(close);

  /** @param {boolean} isOpen */
  function show(isOpen) {
    form.classList.toggle("is-open", isOpen);
    // On a phone the field covers the bar.
    const covers = isOpen && getComputedStyle(form).position === "absolute";
    for (const beside of form.parentElement ? form.parentElement.children : []) {
      if (beside !== form) /** @type {HTMLElement} */ (beside).inert = covers;
    }
    document.dispatchEvent(new CustomEvent("tiengnoi:search", { detail: isOpen }));
    if (isOpen) field.focus();
    else submit.focus();
  }

  submit.addEventListener("click", (event) => {
    if (field.offsetWidth > 0) return; // it sends the query to the page of results
    event.preventDefault();
    show(true);
  });
  close.addEventListener("click", () => show(false));
  form.addEventListener("keydown", (event) => {
    if (event.key === "Escape") show(false);
  });
  document.addEventListener("keydown", (event) => {
    const at = document.activeElement;
    const isWriting = at && /^(input|textarea|select)$/i.test(at.tagName);
    if (event.key === "/" && !isWriting && !document.querySelector("dialog[open]")) {
      event.preventDefault();
      show(true);
    }
  });
  field.addEventListener("focus", begin);
  if (page) {
    page.addEventListener("focusin", begin);
    if (new URLSearchParams(location.search).get("q")) begin();
  }
})();

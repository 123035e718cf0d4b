// @ts-check
// Our search in a page of the site that has loaded: loads what reader/scripts/searching.js loads.
(function () {
  "use strict";
  /** @type {any} */
  const all = self;
  const form = /** @type {HTMLFormElement} */ (document.querySelector("form.tn-search"));
  /** @type {any} */
  let index;

  /** @param {string} src */
  function load(src) {
    return new Promise((done, failed) => {
      const script = document.createElement("script");
      script.src = src;
      script.async = false;
      script.onload = done;
      script.onerror = () => failed(new Error(`not loaded: ${src}`));
      document.head.append(script);
    });
  }

  /** @param {string} query */
  const find = (query) => all.tiengnoiSearch.find(query, index).map((/** @type {any} */ hit) => hit.url);

  all.bench = {
    /** @param {{locale: string, query: string, parts: number}} what `parts`: how many parts of the index */
    async begin({ locale, query, parts }) {
      const start = performance.now();
      const engine = (form.dataset.script || "").split(" ");
      const its = (form.dataset[locale] || "").split(" ").slice(0, parts);
      await Promise.all([...engine, ...its].map(load));
      const loaded = performance.now();
      const { head, text } = all.tiengnoiIndex.parts[locale];
      index = all.tiengnoiSearch.prepare(head, text || null);
      const prepared = performance.now();
      find(query);
      return { load: loaded - start, prepare: prepared - loaded, find: performance.now() - prepared };
    },
    find,
  };
})();

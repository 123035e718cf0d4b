// @ts-check
// Pagefind in an empty page, on the thread of the page: Chromium slows down no worker.
(function () {
  "use strict";
  const SHOWN = 3; // a result has no address before its fragment is loaded
  /** @type {any} */
  let pagefind;

  /** @param {string} query */
  async function find(query) {
    const { results } = await pagefind.search(query);
    const first = await Promise.all(results.slice(0, SHOWN).map((/** @type {any} */ one) => one.data()));
    return first.map(({ url }) => url.slice(1));
  }

  Object.assign(self, {
    bench: {
      /** @param {{query: string}} what */
      async begin({ query }) {
        const begun = performance.now();
        // @ts-ignore
        pagefind = await import("/pagefind/pagefind.js");
        await pagefind.options({ noWorker: true });
        await pagefind.init();
        const loaded = performance.now();
        await find(query);
        return { load: loaded - begun, prepare: 0, find: performance.now() - loaded };
      },
      find,
    },
  });
})();

// @ts-check
// Material's search in an empty page. Its worker runs in a frame, as with Material's own plugin
// `offline`: Chromium slows down the thread of a page, and no worker.
(function () {
  "use strict";
  const [SETUP, READY, QUERY, RESULT] = [0, 1, 2, 3];
  /** @type {any} */
  let frame;
  /** @type {(message: any) => void} */
  let answered;

  /** @param {string} url @returns {Promise<void>} */
  async function start(url) {
    const made = document.createElement("iframe");
    document.body.append(made);
    frame = made.contentWindow;
    frame.postMessage = (/** @type {any} */ message) => answered(message);
    frame.importScripts = (/** @type {string[]} */ ...urls) => {
      for (const one of urls) {
        const request = new XMLHttpRequest();
        request.open("GET", new URL(one, url), false);
        request.send();
        if (request.status !== 200) throw new Error(`not loaded: ${one}`);
        frame.eval(request.responseText);
      }
    };
    frame.eval(await (await fetch(url)).text());
  }

  /** @param {number} type @param {any} data @param {number} expected */
  function send(type, data, expected) {
    return new Promise((done, failed) => {
      answered = (message) =>
        message.type === expected ? done(message.data) : failed(new Error(`answered ${message.type}`));
      frame.dispatchEvent(new frame.MessageEvent("message", { data: { type, data } }));
    });
  }

  /** @param {string} query */
  async function find(query) {
    const { items } = await send(QUERY, query, RESULT);
    return items.map((/** @type {any[]} */ sections) => sections[0].location);
  }

  Object.assign(self, {
    bench: {
      /** @param {{query: string, worker: string}} what */
      async begin({ query, worker }) {
        const begun = performance.now();
        const [index] = await Promise.all([
          fetch("/search/search_index.json").then((response) => response.json()),
          start(new URL(worker, location.href).href),
        ]);
        const loaded = performance.now();
        await send(SETUP, { ...index, options: { suggest: false } }, READY);
        const prepared = performance.now();
        await find(query);
        return { load: loaded - begun, prepare: prepared - loaded, find: performance.now() - prepared };
      },
      find,
    },
  });
})();

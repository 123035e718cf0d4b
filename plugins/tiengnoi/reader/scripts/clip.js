// @ts-check
// The words of a clip follow its sound, and a touch on them, on a chapter, or an address such as
// #mot-buoi-sinh-hoat@65 leads to that second.
(function () {
  "use strict";
  const video = document.querySelector("video.tn-clip__player");
  if (!(video instanceof HTMLVideoElement)) return;
  const lines = /** @type {HTMLElement[]} */ (Array.from(document.querySelectorAll(".tn-clip__transcript [data-at]")));
  const starts = lines.map((line) => Number(line.dataset.at));
  /** @type {HTMLElement | undefined} */
  let current;

  /** @param {number} seconds */
  function lead(seconds) {
    video.currentTime = seconds;
    follow();
  }

  /** @param {number} seconds */
  function playFrom(seconds) {
    lead(seconds);
    video.play().catch(() => {
      // the browser wants a press on its own button
    });
  }

  /** @param {string} hash @returns {number | undefined} the second that an address names */
  function secondOf(hash) {
    // Some messengers write %40 for the @.
    const [id, second] = hash.slice(1).replace("%40", "@").split("@");
    return id === video.id && /^\d+(\.\d+)?$/.test(second || "") ? Number(second) : undefined;
  }

  /** Mark the sentence that is being said. */
  function follow() {
    // A seek ends a little before the second that was asked for.
    const now = video.currentTime + 0.05;
    let index = -1;
    while (index + 1 < starts.length && starts[index + 1] <= now) index += 1;
    const line = index < 0 || video.ended ? undefined : lines[index];
    if (line === current) return;
    if (current) current.removeAttribute("aria-current");
    if (line) line.setAttribute("aria-current", "true");
    current = line;
  }

  function open() {
    const second = secondOf(location.hash);
    if (second === undefined) return;
    lead(second);
    video.scrollIntoView({ block: "center" });
  }

  // Without this script, the link of a chapter leads to its words.
  for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll(".tn-clip__chapters a"))) {
    link.hash = `${video.id}@${Number(link.dataset.at)}`;
  }
  for (const event of ["timeupdate", "seeked", "ended"]) video.addEventListener(event, follow);
  lines.forEach((line, index) => line.addEventListener("click", ({ target }) => {
    const onTerm = target instanceof Element && target.closest("a");
    if (!onTerm && !String(getSelection())) playFrom(starts[index]);
  }));
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a[href*='#']") : null;
    const second = link instanceof HTMLAnchorElement ? secondOf(link.hash) : undefined;
    if (second === undefined || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    history.replaceState(null, "", /** @type {HTMLAnchorElement} */ (link).hash);
    video.scrollIntoView({ block: "nearest" });
    playFrom(second);
  });
  addEventListener("hashchange", open);
  document.documentElement.classList.add("tn-follows");
  open();
})();

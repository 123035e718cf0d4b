// @ts-check
// Things to bring and to prepare can be ticked off; the phone keeps the ticks.
(function () {
  "use strict";
  const KEY = `tn-ticks:${location.pathname}`;
  const lists = document.querySelectorAll(".tn-session .tn-checks > li, .tn-script .tn-checks > li, .tn-course .tn-checks > li, .tn-supplies tbody td:first-child");
  if (!lists.length) return;

  /** @returns {string[]} the texts of what is ticked */
  function kept() {
    try {
      return JSON.parse(localStorage.getItem(KEY) || "[]");
    } catch {
      return []; // a phone that keeps nothing
    }
  }

  const ticked = new Set(kept());
  for (const item of lists) {
    const text = (item.textContent || "").trim().slice(0, 80);
    const box = document.createElement("input");
    box.type = "checkbox";
    box.checked = ticked.has(text);
    const label = document.createElement("label");
    label.className = "tn-tick";
    const words = document.createElement("span");
    words.append(...item.childNodes);
    label.append(box, words);
    item.append(label);
    item.classList.add("tn-live");
    box.addEventListener("change", () => {
      if (box.checked) ticked.add(text);
      else ticked.delete(text);
      try {
        localStorage.setItem(KEY, JSON.stringify([...ticked]));
      } catch {
        // it holds for this visit
      }
    });
  }
})();

// @ts-check
// The list of sessions: chips choose among them, and the address keeps what is chosen.
(function () {
  "use strict";
  const chips = document.querySelector(".tn-chips");
  if (!(chips instanceof HTMLElement)) return;
  const groups = /** @type {HTMLElement[]} */ ([...chips.querySelectorAll("[data-filter]")]);
  const items = /** @type {HTMLElement[]} */ ([...document.querySelectorAll(".tn-finder li")]);
  const sections = /** @type {HTMLElement[]} */ ([...document.querySelectorAll(".tn-finder__guide")]);
  const status = /** @type {HTMLElement} */ (chips.querySelector("[role=status]"));
  const all = /** @type {HTMLButtonElement} */ (chips.querySelector(".tn-chips__all"));
  /** @type {URLSearchParams} */
  let chosen = new URLSearchParams(location.search);

  function show() {
    let count = 0;
    for (const item of items) {
      const fits = groups.every(({ dataset: { filter = "" } }) => {
        const value = chosen.get(filter);
        return !value || (item.getAttribute(`data-${filter}`) || "").split(" ").includes(value);
      });
      item.hidden = !fits;
      if (fits) count++;
    }
    for (const section of sections) section.hidden = !section.querySelector("li:not([hidden])");
    for (const group of groups) {
      const value = chosen.get(group.dataset.filter || "");
      for (const chip of group.querySelectorAll("button")) chip.setAttribute("aria-pressed", String(chip.value === value));
    }
    const { one = "", many = "", none = "" } = status.dataset;
    status.textContent = count ? (count === 1 ? one : many).replace("{n}", String(count)) : none;
    all.hidden = !groups.some((group) => chosen.has(group.dataset.filter || ""));
  }

  function keep() {
    const query = String(chosen);
    history.replaceState(null, "", (query ? `?${query}` : location.pathname) + location.hash);
    show();
  }

  for (const group of groups) {
    group.addEventListener("click", (event) => {
      const chip = event.target instanceof Element && event.target.closest("button");
      if (!chip) return;
      const filter = group.dataset.filter || "";
      if (chosen.get(filter) === chip.value) chosen.delete(filter);
      else chosen.set(filter, chip.value);
      keep();
    });
  }
  all.addEventListener("click", () => {
    chosen = new URLSearchParams();
    keep();
    /** @type {HTMLElement} */ (chips.querySelector("button")).focus();
  });
  chips.hidden = false;
  show();
})();

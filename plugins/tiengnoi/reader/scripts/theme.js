// @ts-check
// Light or dark: as the phone has it, until the reader chooses otherwise.
(function () {
  "use strict";
  const KEY = "tn-theme";
  const button = document.querySelector(".tn-theme");
  if (!(button instanceof HTMLElement)) return;
  const root = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)");
  const words = JSON.parse(document.body.dataset.words || "{}");

  const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : system.matches);
  const name = () => button.setAttribute("aria-label", isDark() ? words.light : words.dark);

  /** @param {string | null} theme `light`, `dark`, or null for the phone's own */
  function use(theme) {
    if (theme) root.dataset.theme = theme;
    else delete root.dataset.theme;
    name();
  }

  function remembered() {
    try {
      return localStorage.getItem(KEY);
    } catch {
      return null; // a phone that keeps nothing
    }
  }

  button.addEventListener("click", () => {
    const wanted = isDark() ? "light" : "dark";
    const own = system.matches ? "dark" : "light";
    use(wanted === own ? null : wanted);
    try {
      if (wanted === own) localStorage.removeItem(KEY);
      else localStorage.setItem(KEY, wanted);
    } catch {
      // it holds for this page
    }
  });
  system.addEventListener("change", name);
  use(remembered());
  button.hidden = false;
})();

// @ts-check
// On a narrow screen the contents are a drawer: a button opens it, focus stays inside until it is closed.
(function () {
  "use strict";
  const drawer = document.getElementById("muc-luc");
  const open = buttonFrom("a.tn-drawer");
  const close = buttonFrom("a.tn-close");
  if (!drawer || !open || !close) return;
  open.setAttribute("aria-controls", drawer.id);
  open.setAttribute("aria-expanded", "false");

  const contents = document.querySelector(".tn-nav--secondary");
  const beside = contents && contents.parentElement;
  const narrow = matchMedia("(max-width: 59.984375em)");
  const scrim = document.createElement("div");
  scrim.className = "tn-scrim";
  scrim.hidden = true;
  document.body.append(scrim);

  /** The same element as a button: it does something here, and leads nowhere.
   * @param {string} selector */
  function buttonFrom(selector) {
    const link = document.querySelector(selector);
    if (!link) return null;
    const button = document.createElement("button");
    button.type = "button";
    button.className = link.className;
    button.setAttribute("aria-label", link.getAttribute("aria-label") || "");
    button.append(...link.childNodes);
    link.replaceWith(button);
    return button;
  }

  /** All that is not the drawer, nor around it. */
  function others() {
    const found = [];
    for (let inner = drawer; inner && inner !== document.body; inner = inner.parentElement) {
      for (const sibling of inner.parentElement ? inner.parentElement.children : []) {
        if (sibling !== inner && sibling !== scrim) found.push(sibling);
      }
    }
    return found;
  }

  /** @param {boolean} isOpen */
  function show(isOpen) {
    drawer.classList.toggle("is-open", isOpen);
    scrim.hidden = !isOpen;
    document.documentElement.classList.toggle("tn-held", isOpen);
    open.setAttribute("aria-expanded", String(isOpen));
    for (const other of others()) /** @type {HTMLElement} */ (other).inert = isOpen;
    (isOpen ? close : open).focus();
    const current = drawer.querySelector("[aria-current=page]");
    if (isOpen && current) current.scrollIntoView({ block: "center" });
  }

  /** The headings of the page stand below its name in the drawer, or at its side. */
  function place() {
    if (!contents || !beside) return;
    const current = drawer.querySelector("[aria-current=page]");
    if (narrow.matches && current) current.after(contents);
    else beside.append(contents);
  }

  open.addEventListener("click", () => show(true));
  close.addEventListener("click", () => show(false));
  scrim.addEventListener("click", () => show(false));
  drawer.addEventListener("click", (event) => {
    const link = event.target instanceof Element && event.target.closest("a");
    if (link && scrim.hidden === false) show(false);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !scrim.hidden) show(false);
  });
  matchMedia("(min-width: 76.25em)").addEventListener("change", (wide) => {
    if (wide.matches && !scrim.hidden) show(false);
  });
  narrow.addEventListener("change", place);
  place();
})();
